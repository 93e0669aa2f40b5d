import { describe, expect, test } from 'vitest'
import { joinColumns } from '../../../src/alignment/ddl/join-columns.ts'
import { statement } from '../../../src/alignment/ddl/statement.ts'

const joined = (...all: readonly string[]) => joinColumns(all.map((sql) => statement(sql)))

describe('columns that are added', () => {
  test('to one table in a row are added by one statement', () => {
    expect(
      joined(
        'ALTER TABLE "a ""b"" c" ADD COLUMN "x" TEXT',
        'ALTER TABLE "a ""b"" c" ADD COLUMN IF NOT EXISTS "y" INTEGER NOT NULL',
        'ALTER TABLE "a ""b"" c" ADD COLUMN "z" TEXT',
      ),
    ).toEqual([
      'ALTER TABLE "a ""b"" c" ADD COLUMN "x" TEXT,\n  ADD COLUMN IF NOT EXISTS "y" INTEGER NOT NULL,\n  ADD COLUMN "z" TEXT',
    ])
  })

  test('to other tables, or with something between them, are not', () => {
    const apart = [
      'ALTER TABLE "a" ADD COLUMN "x" TEXT',
      'ALTER TABLE "s"."a" ADD COLUMN "x" TEXT',
      `COMMENT ON COLUMN "s"."a"."x" IS 'x'`,
      'ALTER TABLE "s"."a" ADD COLUMN "y" TEXT',
      'ALTER TABLE "s"."a" ADD CONSTRAINT "y" CHECK (true)',
    ]
    expect(joined(...apart)).toEqual(apart)
  })
})
