/** A project of any size with objects of every family, and what was done to its production by hand. */
interface ScaleProject {
  /** schema.prisma */
  readonly schema: string
  /** What schema.prisma can say, as statements. */
  readonly modelled: readonly string[]
  /** What it cannot say. */
  readonly beyond: readonly string[]
  /** What was done to production: something to one table in ten. */
  readonly byHand: readonly string[]
}

/** A table has 15 columns, a primary key, 3 indexes of which one is unique, and 3 of 2 tables a foreign key each. */
export function scaleProject(tables: number): ScaleProject {
  const numbers = Array.from({ length: tables }, (_, n) => n)
  const every = (step: number, make: (n: number) => readonly string[]) =>
    numbers.flatMap((n) => (n % step === 1 ? make(n) : []))
  return {
    schema: [datasource, ...every(10, enumBlock), ...numbers.map((n) => model(n, tables))].join('\n'),
    modelled: [
      ...every(10, createEnum),
      ...numbers.flatMap(createTable),
      ...numbers.flatMap((n) => addKeys(n)),
    ],
    beyond: [
      touch,
      ...every(2, (n) => [
        `ALTER TABLE "table_${n}" ADD CONSTRAINT "amount_${n}" CHECK ("amount" > ${n} AND "kind" IN ('plain', 'k${n}'))`,
      ]),
      ...every(4, (n) => [
        `CREATE TRIGGER "touch_${n}" BEFORE UPDATE ON "table_${n}" FOR EACH ROW WHEN (OLD."id" > ${n}) EXECUTE FUNCTION touch()`,
      ]),
      ...every(5, (n) => [
        `CREATE INDEX "open_${n}" ON "table_${n}" (lower("name")) WHERE "active" AND "kind" IN ('a', 'b')`,
      ]),
      ...every(10, (n) => [
        `CREATE VIEW "view_${n}" AS SELECT t."id", upper(t."name") AS "name", p."code" FROM "table_${n}" t JOIN "table_${parentOf(n)}" p ON p."id" = t."parent_id" WHERE t."kind" IN ('a', 'b')`,
        `CREATE FUNCTION "sum_${n}"(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n + ${n}'`,
        `CREATE POLICY "own_${n}" ON "table_${n}" USING ("name" = current_user)`,
        `CREATE DOMAIN "domain_${n}" AS text CHECK (VALUE <> '${n}')`,
        `CREATE SEQUENCE "sequence_${n}"`,
        `COMMENT ON COLUMN "table_${n}"."name" IS 'name ${n}'`,
      ]),
    ],
    byHand: every(10, (n) => [
      `ALTER TABLE "table_${n}" ALTER "kind" SET DEFAULT 'special', ADD "by_hand" text, DROP "note"`,
      `DROP INDEX "table_${n}_name_idx"`,
      `CREATE OR REPLACE FUNCTION "sum_${n}"(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n - ${n}'`,
      `ALTER TABLE "table_${n}" DROP CONSTRAINT "amount_${n}", ADD CONSTRAINT "amount_${n}" CHECK ("amount" > 0)`,
    ]),
  }
}

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n'
const touch =
  'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW."updated_at" = now(); RETURN NEW; END $$'

/** The table that a foreign key points to: one before it, and the same every time. */
const parentOf = (n: number) => Math.floor((n * 7) / 10)
const hasOwner = (n: number) => n % 2 === 0
const enumOf = (n: number) => (n % 10 === 1 ? `"Role${n}"` : 'text')

const enumBlock = (n: number) => [`enum Role${n} {\n  MEMBER\n  ADMIN\n  K${n}\n}\n`]
const createEnum = (n: number) => [`CREATE TYPE "Role${n}" AS ENUM ('MEMBER', 'ADMIN', 'K${n}')`]

function model(n: number, tables: number): string {
  const heirs = Array.from({ length: 2 }, (_, step) => Math.ceil((n * 10) / 7) + step).filter(
    (child) => child < tables && parentOf(child) === n,
  )
  const owned = heirs.filter(hasOwner)
  const back = [
    ...heirs.map((child) => `  children${child} Table${child}[] @relation("parent${child}")`),
    ...owned.map((child) => `  owned${child} Table${child}[] @relation("owner${child}")`),
  ]
  const owner = `  owner Table${parentOf(n)}? @relation("owner${n}", fields: [ownerId], references: [id])`
  return `model Table${n} {
  id        Int       @id @default(autoincrement())
  code      String    @unique @db.VarChar(40)
  name      String
  note      String?
  amount    Decimal   @default(${n}.5) @db.Decimal(12, 2)
  active    Boolean   @default(true)
  tags      String[]
  payload   Json      @default("{}")
  kind      String    @default("plain") @db.VarChar(20)
  role      ${n % 10 === 1 ? `Role${n}` : 'String'}
  seenAt    DateTime? @map("seen_at") @db.Timestamptz(6)
  createdAt DateTime  @default(now()) @map("created_at")
  updatedAt DateTime  @updatedAt @map("updated_at")
  parentId  Int?      @map("parent_id")
  ownerId   Int?      @map("owner_id")
  parent    Table${parentOf(n)}? @relation("parent${n}", fields: [parentId], references: [id])
${[...(hasOwner(n) ? [owner] : []), ...back, ...(n === 0 ? ['  children0 Table0[] @relation("parent0")', '  owned0 Table0[] @relation("owner0")'] : [])].filter((line, at, all) => all.indexOf(line) === at).join('\n')}

  @@index([name])
  @@index([parentId, createdAt])
  @@map("table_${n}")
}
`
}

function createTable(n: number): readonly string[] {
  return [
    `CREATE TABLE "table_${n}" (
    "id" SERIAL NOT NULL,
    "code" VARCHAR(40) NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT,
    "amount" DECIMAL(12,2) NOT NULL DEFAULT ${n}.5,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "tags" TEXT[],
    "payload" JSONB NOT NULL DEFAULT '{}',
    "kind" VARCHAR(20) NOT NULL DEFAULT 'plain',
    "role" ${enumOf(n)} NOT NULL,
    "seen_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "parent_id" INTEGER,
    "owner_id" INTEGER,

    CONSTRAINT "table_${n}_pkey" PRIMARY KEY ("id")
)`,
    `CREATE UNIQUE INDEX "table_${n}_code_key" ON "table_${n}"("code")`,
    `CREATE INDEX "table_${n}_name_idx" ON "table_${n}"("name")`,
    `CREATE INDEX "table_${n}_parent_id_created_at_idx" ON "table_${n}"("parent_id", "created_at")`,
  ]
}

function addKeys(n: number): readonly string[] {
  return ['parent', ...(hasOwner(n) ? ['owner'] : [])].map(
    (name) =>
      `ALTER TABLE "table_${n}" ADD CONSTRAINT "table_${n}_${name}_id_fkey" FOREIGN KEY ("${name}_id") REFERENCES "table_${parentOf(n)}"("id") ON DELETE SET NULL ON UPDATE CASCADE`,
  )
}
