import type { Example } from './example.ts'

/** A schema whose `Post` changes. */
const post = (lines: string, user = '  posts Post[]\n'): string => `model User {
  id    Int    @id
${user}
  @@map("users")
}

model Post {
${lines}
  @@map("posts")
}
`

const plain = `  id       Int    @id
  authorId Int    @map("author_id")
  title    String
  author   User   @relation(fields: [authorId], references: [id])
`

export const examplesOfKeys: readonly Example[] = [
  {
    name: 'indexes that come, in their places',
    before: post(plain),
    sql: `CREATE INDEX posts_author_id_title_idx ON posts (author_id, title DESC);
      CREATE INDEX by_hash ON posts USING hash (title);
      CREATE UNIQUE INDEX posts_author_id_title_key ON posts (author_id, title);
      CREATE INDEX ops ON posts (title text_pattern_ops)`,
    after: post(`${plain}
  @@unique([authorId, title])
  @@index([title], map: "by_hash", type: Hash)
  @@index([title], map: "ops")
  @@index([authorId, title(sort: Desc)])`),
  },
  {
    name: 'indexes that change or go',
    before: post(`${plain}
  @@unique(fields: [authorId, title], name: "authorTitle") // one each
  @@index([title(sort: Desc)])
  @@index([authorId], map: "gone")`),
    sql: `DROP INDEX posts_title_idx; CREATE INDEX posts_title_idx ON posts USING hash (title);
      ALTER INDEX posts_author_id_title_key RENAME TO author_title; DROP INDEX gone`,
    after: post(`${plain}
  @@unique(fields: [authorId, title], name: "authorTitle", map: "author_title") // one each
  @@index([title], type: Hash)`),
  },
  {
    name: 'a unique of one column, which makes a relation one to one',
    before: post(plain),
    sql: 'CREATE UNIQUE INDEX posts_author_id_key ON posts (author_id)',
    after: post(plain.replace('Int    @map', 'Int    @unique @map'), '  posts Post?\n').replace(
      'id    Int    @id',
      'id    Int   @id',
    ),
  },
  {
    name: 'a unique that is no more, which makes a relation one to many',
    before: post(plain.replace('Int    @map', 'Int    @unique @map'), '  post  Post?\n'),
    sql: 'DROP INDEX posts_author_id_key',
    after: post(plain, '  post  Post[]\n'),
  },
  {
    name: 'a unique in the place of an index',
    before: post(`${plain}
  @@index([authorId, title])`),
    sql: 'DROP INDEX posts_author_id_title_idx; CREATE UNIQUE INDEX posts_author_id_title_key ON posts (author_id, title)',
    after: post(`${plain}
  @@unique([authorId, title])`),
  },
  {
    name: 'a key of one column that gets two',
    before: post(plain),
    sql: 'ALTER TABLE posts DROP CONSTRAINT posts_pkey, ADD CONSTRAINT posts_pkey PRIMARY KEY (author_id, id)',
    after: post(`${plain.replace('Int    @id', 'Int')}
  @@id([authorId, id])`),
  },
  {
    name: 'a key of two columns that gets one, under another name',
    before: post(`${plain.replace('Int    @id', 'Int')}
  @@id([authorId, id])`),
    sql: 'ALTER TABLE posts DROP CONSTRAINT posts_pkey, ADD CONSTRAINT post_id PRIMARY KEY (id)',
    after: post(plain.replace('Int    @id', 'Int    @id(map: "post_id")')),
  },
  {
    name: 'no key at all',
    before: post(plain),
    sql: 'ALTER TABLE posts DROP CONSTRAINT posts_pkey',
    after: post(`${plain.replace('Int    @id', 'Int')}`, '  posts Post[] @ignore\n')
      .replace('  @@map("posts")\n', '  @@map("posts")\n  @@ignore\n')
      .replace(
        'model Post',
        '/// The underlying table does not contain a valid unique identifier and can therefore currently not be handled by Prisma Client.\nmodel Post',
      ),
  },
  {
    name: 'what a foreign key does, and its name',
    before: post(plain.replace('[id])', '[id], onUpdate: Cascade) // whose')),
    sql: `ALTER TABLE posts DROP CONSTRAINT posts_author_id_fkey,
      ADD CONSTRAINT whose FOREIGN KEY (author_id) REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE`,
    after: post(plain.replace('[id])', '[id], onUpdate: Cascade, onDelete: Cascade, map: "whose") // whose')),
  },
  {
    name: 'an optional column under a relation, of which nothing else changes',
    before: post(plain),
    sql: 'ALTER TABLE posts ALTER author_id DROP NOT NULL',
    after: post(`  id       Int    @id
  authorId Int?   @map("author_id")
  title    String
  author   User?  @relation(fields: [authorId], references: [id], onDelete: Restrict)
`),
  },
  {
    name: 'a foreign key that goes',
    before: post(plain),
    sql: 'ALTER TABLE posts DROP CONSTRAINT posts_author_id_fkey',
    after: post(
      `  id       Int    @id
  authorId Int    @map("author_id")
  title    String
`,
      '',
    ).replace('  id    Int    @id\n', '  id Int @id\n'),
  },
  {
    name: 'a column that goes, with the keys and relations over it',
    before: post(`${plain.replace('  title', '  /// Short\n  title')}
  @@unique([authorId])
  @@index([title, authorId])`),
    sql: 'ALTER TABLE posts DROP author_id',
    after: post(
      `  id    Int    @id
  /// Short
  title String
`,
      '',
    ).replace('  id    Int    @id\n\n  @@map("users")', '  id Int @id\n\n  @@map("users")'),
  },
  {
    name: 'names that lead elsewhere, and the keys that keep theirs',
    before: `model User {
  id     Int    @id
  email  String @unique
  teamId Int
  team   Team   @relation(fields: [teamId], references: [id])
}

model Team {
  id    Int    @id
  users User[]
}
`,
    sql: 'ALTER TABLE "User" RENAME TO users; ALTER TABLE users RENAME "teamId" TO team_id',
    names: { User: 'users', 'User.teamId': 'team_id' },
    after: `model User {
  id     Int    @id(map: "User_pkey")
  email  String @unique(map: "User_email_key")
  teamId Int    @map("team_id")
  team   Team   @relation(fields: [teamId], references: [id], map: "User_teamId_fkey")

  @@map("users")
}

model Team {
  id    Int    @id
  users User[]
}
`,
  },
  {
    name: 'an enum and a label that lead elsewhere',
    before: `model Item {
  id   Int  @id
  mood Mood @default(GOOD)
}

enum Mood {
  GOOD // fine
  BAD
}
`,
    sql: `ALTER TYPE "Mood" RENAME VALUE 'GOOD' TO 'good'; ALTER TYPE "Mood" RENAME TO mood`,
    names: { 'enum Mood': 'mood', 'enum Mood.GOOD': 'good' },
    after: `model Item {
  id   Int  @id
  mood Mood @default(GOOD)
}

enum Mood {
  GOOD @map("good") // fine
  BAD

  @@map("mood")
}
`,
  },
  {
    name: 'a partial unique in the place of a full one',
    before: post(`${plain}
  @@unique([authorId, title])`),
    sql: `DROP INDEX posts_author_id_title_key;
      CREATE UNIQUE INDEX posts_author_id_title_key ON posts (author_id, title) WHERE title <> ''`,
    after: {
      'schema.prisma': `generator client {
  provider        = "prisma-client"
  previewFeatures = ["partialIndexes"]
}

datasource db {
  provider = "postgresql"
}

${post(`${plain}
  @@unique([authorId, title], where: raw("(title <> ''::text)"))`)}`,
    },
  },
]
