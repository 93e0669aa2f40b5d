import { describe, expect, test } from 'vitest'
import { droppedObjects } from '../../src/migrations/dropped.ts'
import type { Migration } from '../../src/model/migration.ts'

const migration = (sql: string, index: number): Migration => ({
  name: `${index + 1}`,
  file: `m/${index + 1}/migration.sql`,
  sql,
  checksum: '',
})
/** What is dropped, as `kind schema.table(columns) file:line`. */
const dropped = (...files: readonly string[]) =>
  droppedObjects({ applied: files.map(migration), pending: [] }).map(
    ({ kind, schema, table, columns, location: { file, line } }) =>
      `${kind} ${schema ?? ''}.${table}(${columns.join(', ')}) ${file}:${line}`,
  )

const post =
  'ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id");'
const index = 'CREATE INDEX "Post_authorId_idx" ON "Post"("authorId");'

describe('what the migrations drop', () => {
  test('a foreign key, by the columns it was made over', () => {
    expect(dropped(post, `-- on purpose\nALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey";`)).toEqual([
      'foreign-key .Post(authorId) m/2/migration.sql:2',
    ])
  })

  test('of other spellings: IF EXISTS, ONLY, a schema, several actions, a key inside CREATE TABLE', () => {
    const table =
      'create table if not exists app.post (id int, a int, b int, constraint own foreign key (a, b) references u (a, b), unique (a));'
    expect(
      dropped(
        table,
        'alter table if exists only app.post alter a drop not null, drop constraint if exists own cascade;',
      ),
    ).toEqual(['foreign-key app.post(a, b) m/2/migration.sql:1'])
  })

  test('an index, unique or not, alone or with others', () => {
    const unique =
      'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS u ON ONLY "Post" USING btree ("title", lower("slug"));'
    expect(dropped(index, unique, 'DROP INDEX IF EXISTS "Post_authorId_idx", U;')).toEqual([
      'index .Post(authorId) m/3/migration.sql:1',
      'index .Post(title) m/3/migration.sql:1',
    ])
  })

  test('not what is made again, under this name or another, nor what is on a new column or table', () => {
    const drop = 'ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey";'
    expect(dropped(post, `${drop}\n${post}`)).toEqual([])
    expect(dropped(post, `${drop}\n${post.replace('Post_authorId_fkey', 'other')}`)).toEqual([])
    expect(
      dropped(
        post,
        `${drop} ALTER TABLE "Post" DROP COLUMN "authorId";`,
        'ALTER TABLE "Post" ADD COLUMN "authorId" INTEGER;',
      ),
    ).toEqual([])
    expect(dropped(post, drop, 'DROP TABLE "Post"; CREATE TABLE "Post" ("authorId" INTEGER);')).toEqual([])
  })

  test('not a constraint that is no foreign key, nor what no migration made, nor text in a comment or a string', () => {
    expect(
      dropped('ALTER TABLE "Post" ADD CONSTRAINT c CHECK (true);', 'ALTER TABLE "Post" DROP CONSTRAINT c;'),
    ).toEqual([])
    expect(dropped('ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey";')).toEqual([])
    expect(
      dropped(post, `-- ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey";\nSELECT 'DROP INDEX x';`),
    ).toEqual([])
  })

  test('in the order of their names, those that wait among those that ran', () => {
    const [made, gone, again] = [post, 'ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey";', post].map(
      migration,
    )
    if (!made || !gone || !again) throw new Error('three migrations')
    expect(droppedObjects({ applied: [made, again], pending: [gone] })).toEqual([])
    expect(droppedObjects({ applied: [made], pending: [gone] })).toHaveLength(1)
  })
})
