import { type Example, head } from './example.ts'

const windows = (text: string) => text.replaceAll('\n', '\r\n')
const file = (content: string) => ({ 'schema.prisma': content })

/** A file in someone's own way of writing. */
const own = `${head}// Items, by hand.
model Item {
    id    Int        @id
    // what it costs
    price Decimal?   @db.Decimal(10, 2)   // money
    name  String     @default("x")

    /// not yet
    extra Json?
    @@index([price])
}`

const formatted = `${head}model Item {
  id   Int    @id // the id
  /// shown
  name String // shown

  // later
  note String?
}
`

export const examplesOfHands: readonly Example[] = [
  {
    name: 'columns of its own, and no last line end',
    before: file(own),
    sql: `ALTER TABLE "Item" ALTER price TYPE integer, ALTER price SET NOT NULL, ALTER name DROP DEFAULT, ALTER name TYPE varchar(9), ADD sold_at timestamptz(3)`,
    after: file(
      own
        .replace('Decimal?   @db.Decimal(10, 2)', 'Int')
        .replace('String     @default("x")', 'String     @db.VarChar(9)')
        .replace('    extra Json?', '    extra Json?\n    sold_at DateTime? @db.Timestamptz(3)'),
    ),
  },
  {
    name: 'Windows',
    before: file(windows(formatted)),
    sql: `ALTER TABLE "Item" ADD amount integer NOT NULL DEFAULT 1, ALTER name DROP NOT NULL; CREATE TABLE "Shop" (id integer PRIMARY KEY)`,
    after: file(
      windows(
        `${formatted
          .replace(
            '  id   Int    @id // the id\n  /// shown\n  name String //',
            '  id   Int     @id // the id\n  /// shown\n  name String? //',
          )
          .replace('  note String?\n', '  note   String?\n  amount Int     @default(1)\n')}
model Shop {
  id Int @id
}
`,
      ),
    ),
  },
  {
    name: 'tabs',
    before: file(`${head}model Item {\n\tid\tInt\t@id\n\tname\tString?\t// x\n\n\t@@map("items")\n}\n`),
    sql: `ALTER TABLE items ALTER name SET NOT NULL, ADD size varchar(20) DEFAULT 'a'; CREATE TABLE shops (id integer PRIMARY KEY)`,
    after: file(
      `${head}model Item {\n\tid\tInt\t@id\n\tname\tString\t// x\n\tsize\tString?\t@default("a") @db.VarChar(20)\n\n\t@@map("items")\n}\n\nmodel Shop {\n\tid Int @id\n\n\t@@map("shops")\n}\n`,
    ),
  },
  {
    name: 'a paragraph in columns of its own, in a block that is not in columns',
    before: `model Item {
  id Int @id
  name      String @default("x")

  price    Decimal  @db.Decimal(10, 2)
  quantity Int      @default(1)
  code     String
}
`,
    sql: `ALTER TABLE "Item" ADD size smallint, ALTER code SET DEFAULT 'a', ALTER quantity DROP NOT NULL`,
    after: `model Item {
  id Int @id
  name      String @default("x")

  price    Decimal  @db.Decimal(10, 2)
  quantity Int?     @default(1)
  code     String   @default("a")
  size     Int?     @db.SmallInt
}
`,
  },
  {
    name: 'four blanks, and the columns of the paragraph with one attribute',
    before: `model Item {
    id    Int       @id
    title String
    until DateTime

    owner Int?
}

model Other {
    id     Int       @id
    ranked Boolean
    until  DateTime
}
`,
    sql: `ALTER TABLE "Other" ADD size integer NOT NULL DEFAULT 1, ADD some_longer_name text NOT NULL DEFAULT 'x'; ALTER TABLE "Item" ADD size smallint`,
    after: `model Item {
    id    Int       @id
    title String
    until DateTime

    owner Int?
    size  Int? @db.SmallInt
}

model Other {
    id     Int       @id
    ranked Boolean
    until  DateTime
    size   Int       @default(1)
    some_longer_name String @default("x")
}
`,
  },
  {
    name: 'tabs before, and blanks between',
    before: `model Item {\n\tid\tInt @id\n\n\tfirst  String? @db.VarChar(2)\n\tsecond Int     @default(1)\n}\n`,
    sql: `ALTER TABLE "Item" ADD third integer NOT NULL DEFAULT 3`,
    after: `model Item {\n\tid\tInt @id\n\n\tfirst  String? @db.VarChar(2)\n\tsecond Int     @default(1)\n\tthird  Int     @default(3)\n}\n`,
  },
  {
    name: 'mixed line ends',
    before: file(`${windows(head)}model Item {\n  id   Int     @id\r\n  name String?\n}\r\n`),
    sql: `ALTER TABLE "Item" ALTER name SET NOT NULL`,
    after: file(`${windows(head)}model Item {\n  id   Int    @id\r\n  name String\n}\r\n`),
  },
  {
    name: 'another order of fields and attributes',
    before: `model Item {
  @@unique([a, b], map: "twins") // both
  a Int @map("a") @default(1)
  b Int
  id Int @id
}
`,
    sql: `ALTER TABLE "Item" ALTER a SET DEFAULT 2, ALTER a TYPE bigint; ALTER INDEX twins RENAME TO "Item_a_b_key"`,
    after: `model Item {
  @@unique([a, b]) // both
  a BigInt @map("a") @default(2)
  b Int
  id Int @id
}
`,
  },
  {
    name: 'an index that is named with the older word',
    before: `model Item {
  id Int @id
  a  Int
  b  Int

  @@index([a], name: "by_a")
  @@index([b], name: "by_b")
}
`,
    sql: 'ALTER INDEX by_a RENAME TO items_by_a; ALTER TABLE "Item" ALTER b DROP NOT NULL',
    after: `model Item {
  id Int  @id
  a  Int
  b  Int?

  @@index([a], map: "items_by_a")
  @@index([b], name: "by_b")
}
`,
  },
  {
    name: 'views are let alone',
    before: {
      'schema.prisma': `${head.replace('"prisma-client"', '"prisma-client"\n  previewFeatures = ["views"]')}model Item {
  id Int @id
}

view Seen {
  id   Int?
  other String?
}
`,
    },
    sql: `CREATE VIEW "Seen" AS SELECT id, 'x'::text AS other FROM "Item"; ALTER TABLE "Item" ADD name text`,
    after: {
      'schema.prisma': `${head.replace('"prisma-client"', '"prisma-client"\n  previewFeatures = ["views"]')}model Item {
  id   Int     @id
  name String?
}

view Seen {
  id   Int?
  other String?
}
`,
    },
  },
]
