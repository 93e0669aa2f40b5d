/** A project of any size, in order except for half of its tables, where production was changed by hand. */
export interface GeneratedProject {
  readonly schema: string
  /** SQL of its one migration. */
  readonly migration: string
  /** What was done to production by hand afterwards, rows included. */
  readonly production: string
}

/** Every table has 12 columns, a unique, two indexes and, but for the first, a foreign key to an earlier table. */
export function generateProject(tables: number, rowsPerTable: number): GeneratedProject {
  const numbers = Array.from({ length: tables }, (_, n) => n)
  return {
    schema: [datasource, ...numbers.map((n) => model(n, tables))].join('\n'),
    migration: [...numbers.map(createTable), ...numbers.slice(1).map(addForeignKey)].join('\n'),
    production: numbers.map((n) => rows(n, rowsPerTable) + (n === 0 ? '' : handMade(n))).join('\n'),
  }
}

const datasource = `generator client {
  provider = "prisma-client"
  output   = "../generated"
}

datasource db {
  provider = "postgresql"
}
`

/** Spread over the tables before it; the same for the same table every time. */
const parentOf = (n: number) => Math.floor((n * 7) / 10)

function model(n: number, tables: number): string {
  const children = Array.from({ length: tables }, (_, child) => child).filter(
    (c) => c > 0 && parentOf(c) === n,
  )
  return `model Table${n} {
  id        Int       @id @default(autoincrement())
  code      String    @unique @db.VarChar(40)
  name      String
  note      String?
  amount    Decimal   @default(0) @db.Decimal(12, 2)
  active    Boolean   @default(true)
  tags      String[]
  payload   Json?
  kind      String    @default("plain")
  seenAt    DateTime? @map("seen_at") @db.Timestamptz(6)
  createdAt DateTime  @default(now()) @map("created_at") @db.Timestamptz(6)
  parentId  Int?      @map("parent_id")
${n > 0 ? `  parent    Table${parentOf(n)}? @relation("parent${n}", fields: [parentId], references: [id])\n` : ''}${children.map((c) => `  children${c} Table${c}[] @relation("parent${c}")\n`).join('')}
  @@index([name])
  @@index([parentId, createdAt])
  @@map("table_${n}")
}
`
}

function createTable(n: number): string {
  return `CREATE TABLE "table_${n}" (
    "id" SERIAL NOT NULL,
    "code" VARCHAR(40) NOT NULL,
    "name" TEXT NOT NULL,
    "note" TEXT,
    "amount" DECIMAL(12,2) NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "tags" TEXT[],
    "payload" JSONB,
    "kind" TEXT NOT NULL DEFAULT 'plain',
    "seen_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "parent_id" INTEGER,

    CONSTRAINT "table_${n}_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "table_${n}_code_key" ON "table_${n}"("code");
CREATE INDEX "table_${n}_name_idx" ON "table_${n}"("name");
CREATE INDEX "table_${n}_parent_id_created_at_idx" ON "table_${n}"("parent_id", "created_at");`
}

function addForeignKey(n: number): string {
  return `ALTER TABLE "table_${n}" ADD CONSTRAINT "table_${n}_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "table_${parentOf(n)}"("id") ON DELETE SET NULL ON UPDATE CASCADE;`
}

function rows(n: number, count: number): string {
  return `INSERT INTO "table_${n}" ("code", "name") SELECT 'c' || i, 'name ' || i FROM generate_series(1, ${count}) AS i;\n`
}

/** To every other table something else: most of what is done by hand in the night. */
function handMade(n: number): string {
  const table = `"table_${n}"`
  const key = `"table_${n}_parent_id_fkey"`
  switch (n % 10) {
    case 1:
      return `ALTER TABLE ${table} DROP "payload"; DROP INDEX "table_${n}_code_key";
CREATE VIEW "active_${n}" AS SELECT "id", "name" FROM ${table} WHERE "active";\n`
    case 3:
      return `ALTER TABLE ${table} ALTER "kind" SET DEFAULT 'special', ADD "by_hand" text;
DROP INDEX "table_${n}_name_idx";\n`
    case 5:
      return `UPDATE ${table} SET "note" = ''; ALTER TABLE ${table} ALTER "note" SET NOT NULL, ALTER "code" TYPE varchar(60);
CREATE TYPE "State${n}" AS ENUM ('NEW', 'DONE'); ALTER TABLE ${table} ADD "state" "State${n}" NOT NULL DEFAULT 'NEW';\n`
    case 7:
      return `ALTER TABLE ${table} ADD CONSTRAINT "amount_${n}" CHECK ("amount" >= 0);
CREATE INDEX "amount_idx_${n}" ON ${table}("amount");
CREATE TABLE "audit_${n}" ("id" serial PRIMARY KEY, "row_id" int NOT NULL REFERENCES ${table}("id"), "at" timestamptz NOT NULL DEFAULT now());\n`
    case 9:
      return `ALTER TABLE ${table} DROP CONSTRAINT ${key}, ALTER "name" DROP NOT NULL,
  ADD CONSTRAINT ${key} FOREIGN KEY ("parent_id") REFERENCES "table_${parentOf(n)}"("id") ON DELETE CASCADE;\n`
    default:
      return ''
  }
}
