/** What a world has that schema.prisma cannot say, as SQL. */
import { quote } from '../change.ts'
import { type Beyond, fieldOf, tableOf, type World } from './world.ts'

/** The statements that make it, in the order in which they can be run. */
export function beyondSql(world: World): string {
  return world.beyond.flatMap((each) => statement(each, world)).join('\n')
}

function nameOf({ schema, name }: { readonly schema: string; readonly name: string }): string {
  return `${quote(schema)}.${quote(name)}`
}

function statement({ kind, name, model, field, n }: Beyond, world: World): readonly string[] {
  const table = tableOf(world, model)
  const own = field === null ? { name: 'id', isList: false } : fieldOf(table, field)
  if (!table || !own) return []
  const [on, column] = [nameOf(table), quote(own.name)]
  const place = `${quote(table.schema)}.${quote(name)}`
  switch (kind) {
    case 'check':
      return [`ALTER TABLE ${on} ADD CONSTRAINT ${quote(name)} CHECK (${column} IS NOT NULL OR ${n} > 10);`]
    case 'view':
      return [`CREATE VIEW ${place} AS SELECT "id", ${column} AS c FROM ${on} WHERE ${n} > 0;`]
    case 'materialized':
      return [`CREATE MATERIALIZED VIEW ${place} AS SELECT ${column} AS c FROM ${on} WHERE ${n} > 0;`]
    case 'trigger':
      return [
        `CREATE TRIGGER ${quote(name)} BEFORE UPDATE OF ${column} ON ${on} FOR EACH ROW WHEN (${n} > 0) EXECUTE FUNCTION suppress_redundant_updates_trigger();`,
      ]
    case 'partial':
      return [
        `CREATE INDEX ${quote(name)} ON ${on} ("id") WHERE ${column} IS NOT NULL AND "id" IS NOT NULL AND ${n} > 0;`,
      ]
    case 'expression':
      return [`CREATE INDEX ${quote(name)} ON ${on} ((${column} IS NULL), ("id" IS NULL), (${n}));`]
    case 'comment':
      return [`COMMENT ON COLUMN ${on}.${column} IS '${name} ${n}';`]
    case 'exclusion':
      return [
        `ALTER TABLE ${on} ADD CONSTRAINT ${quote(name)} EXCLUDE USING btree ("id" WITH =) WHERE (${column} IS NOT NULL AND ${n} > 0);`,
      ]
  }
}
