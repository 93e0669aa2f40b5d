import { type Example, head } from './example.ts'

const user = (fields = '', post = 'Post'): string => `model User {
  id        Int      @id @default(autoincrement())
  email     String   @unique
${fields}  createdAt DateTime @default(now()) @map("created_at")
  updatedAt DateTime @updatedAt @map("updated_at")
  posts     ${post}[]

  @@map("users")
}
`

const post = `model Post {
  id       Int  @id
  authorId Int  @map("author_id")
  author   User @relation(fields: [authorId], references: [id])

  @@map("posts")
}
`

const database = head.slice(head.indexOf('datasource'))

export const examplesOfNew: readonly Example[] = [
  {
    name: 'columns, before the times that end a model',
    before: `${user()}\n${post}`,
    sql: `ALTER TABLE users ADD phone varchar(20), ADD is_staff boolean NOT NULL DEFAULT false, ADD deleted_at timestamp(3)`,
    after: `model User {
  id        Int       @id @default(autoincrement())
  email     String    @unique
  phone     String?   @db.VarChar(20)
  isStaff   Boolean   @default(false) @map("is_staff")
  createdAt DateTime  @default(now()) @map("created_at")
  updatedAt DateTime  @updatedAt @map("updated_at")
  deletedAt DateTime? @map("deleted_at")
  posts     Post[]

  @@map("users")
}

${post}`,
  },
  {
    name: 'a time that others keep by the client',
    before: `${user()}\n${post}`,
    sql: `ALTER TABLE posts ADD updated_at timestamp(3) NOT NULL, ADD "from" integer`,
    after: `${user()}
model Post {
  id        Int      @id
  authorId  Int      @map("author_id")
  author    User     @relation(fields: [authorId], references: [id])
  from      Int?
  updatedAt DateTime @updatedAt @map("updated_at")

  @@map("posts")
}
`,
  },
  {
    name: 'a second relation between two models',
    before: `${user()}\n${post}`,
    sql: `ALTER TABLE posts ADD editor_id integer REFERENCES users ON DELETE SET NULL ON UPDATE CASCADE`,
    after: `model User {
  id          Int      @id @default(autoincrement())
  email       String   @unique
  createdAt   DateTime @default(now()) @map("created_at")
  updatedAt   DateTime @updatedAt @map("updated_at")
  posts       Post[]
  editorPosts Post[]   @relation("PostEditor")

  @@map("users")
}

model Post {
  id       Int   @id
  authorId Int   @map("author_id")
  author   User  @relation(fields: [authorId], references: [id])
  editorId Int?  @map("editor_id")
  editor   User? @relation("PostEditor", fields: [editorId], references: [id])

  @@map("posts")
}
`,
  },
  {
    name: 'tables and an enum, named and mapped as the others',
    before: `${user()}\n${post}`,
    sql: `CREATE TYPE page_status AS ENUM ('draft', 'in-review');
      CREATE TABLE landing_pages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(), owner_id integer NOT NULL REFERENCES users ON DELETE CASCADE ON UPDATE CASCADE,
        parent_id uuid REFERENCES landing_pages ON DELETE SET NULL ON UPDATE CASCADE, status page_status NOT NULL DEFAULT 'draft');
      CREATE UNIQUE INDEX landing_pages_owner_id_status_key ON landing_pages (owner_id, status);
      CREATE TABLE profiles (user_id integer PRIMARY KEY REFERENCES users ON DELETE RESTRICT ON UPDATE CASCADE)`,
    after: `model User {
  id           Int           @id @default(autoincrement())
  email        String        @unique
  createdAt    DateTime      @default(now()) @map("created_at")
  updatedAt    DateTime      @updatedAt @map("updated_at")
  posts        Post[]
  landingPages LandingPage[]
  profile      Profile?

  @@map("users")
}

${post}
model LandingPage {
  id       String        @id @default(dbgenerated("gen_random_uuid()")) @db.Uuid
  ownerId  Int           @map("owner_id")
  parentId String?       @map("parent_id") @db.Uuid
  status   PageStatus    @default(draft)
  owner    User          @relation(fields: [ownerId], references: [id], onDelete: Cascade)
  parent   LandingPage?  @relation("LandingPageParent", fields: [parentId], references: [id])
  children LandingPage[] @relation("LandingPageParent")

  @@unique([ownerId, status])
  @@map("landing_pages")
}

model Profile {
  userId Int  @id @map("user_id")
  user   User @relation(fields: [userId], references: [id])

  @@map("profiles")
}

enum PageStatus {
  draft
  in_review @map("in-review")

  @@map("page_status")
}
`,
  },
  {
    name: 'a schema that db pull wrote stays one',
    before: `model users {
  id    Int     @id
  posts posts[]
}

model posts {
  id      Int   @id
  user_id Int
  users   users @relation(fields: [user_id], references: [id])
}
`,
    sql: `CREATE TABLE audit_logs (id integer PRIMARY KEY, user_id integer REFERENCES users ON DELETE SET NULL ON UPDATE CASCADE)`,
    after: `model users {
  id         Int          @id
  posts      posts[]
  audit_logs audit_logs[]
}

model posts {
  id      Int   @id
  user_id Int
  users   users @relation(fields: [user_id], references: [id])
}

model audit_logs {
  id      Int    @id
  user_id Int?
  users   users? @relation(fields: [user_id], references: [id])
}
`,
  },
  {
    name: 'names that Prisma does not take, and what it cannot use',
    before: `model Item {\n  id Int @id\n}\n`,
    sql: `CREATE TABLE "strings" (id integer PRIMARY KEY, "1st" integer, "a b" integer, _c integer); CREATE TABLE "class" (at timestamp(3))`,
    after: `model Item {
  id Int @id
}

/// The underlying table does not contain a valid unique identifier and can therefore currently not be handled by Prisma Client.
model Class {
  at DateTime?

  @@map("class")
  @@ignore
}

model Strings {
  id  Int  @id
  st  Int? @map("1st")
  a_b Int? @map("a b")
  c   Int? @map("_c")

  @@map("strings")
}
`,
  },
  {
    name: 'a many-to-many relation',
    before: `${user()}\n${post}\nmodel Tag {\n  id Int @id\n\n  @@map("tags")\n}\n`,
    sql: ['PostToTag', 'pinned']
      .map(
        (
          name,
        ) => `CREATE TABLE "_${name}" ("A" integer NOT NULL REFERENCES posts ON DELETE CASCADE ON UPDATE CASCADE,
          "B" integer NOT NULL REFERENCES tags ON DELETE CASCADE ON UPDATE CASCADE, CONSTRAINT "_${name}_AB_pkey" PRIMARY KEY ("A", "B"));
          CREATE INDEX "_${name}_B_index" ON "_${name}" ("B");`,
      )
      .join('\n'),
    after: `${user()}
model Post {
  id         Int   @id
  authorId   Int   @map("author_id")
  author     User  @relation(fields: [authorId], references: [id])
  tags       Tag[]
  tagsPinned Tag[] @relation("pinned")

  @@map("posts")
}

model Tag {
  id          Int    @id
  posts       Post[]
  postsPinned Post[] @relation("pinned")

  @@map("tags")
}
`,
  },
  {
    name: 'labels, each behind the one it follows',
    before: `model Item {
  id   Int  @id
  mood Mood
}

enum Mood {
  GOOD @map("good") // fine
  BAD  @map("bad")

  @@map("mood")
}
`,
    sql: `ALTER TYPE mood ADD VALUE 'so-so' AFTER 'good'; ALTER TYPE mood ADD VALUE 'best' BEFORE 'good'`,
    after: `model Item {
  id   Int  @id
  mood Mood
}

enum Mood {
  BEST  @map("best")
  GOOD  @map("good") // fine
  SO_SO @map("so-so")
  BAD   @map("bad")

  @@map("mood")
}
`,
  },
  {
    name: 'files of several models',
    before: {
      'prisma/base.prisma': database,
      'prisma/content.prisma': `${post}\nmodel Tag {\n  id Int @id\n\n  @@map("tags")\n}\n`,
      'prisma/enums.prisma': `enum Role {\n  A\n}\n`,
      'prisma/user.prisma': user(),
    },
    sql: `CREATE TYPE "Kind" AS ENUM ('x'); CREATE TABLE comments (id integer PRIMARY KEY, kind "Kind", post_id integer REFERENCES posts ON DELETE SET NULL ON UPDATE CASCADE)`,
    after: {
      'prisma/base.prisma': database,
      'prisma/content.prisma': `model Post {
  id       Int       @id
  authorId Int       @map("author_id")
  author   User      @relation(fields: [authorId], references: [id])
  comments Comment[]

  @@map("posts")
}

model Tag {
  id Int @id

  @@map("tags")
}

model Comment {
  id     Int   @id
  kind   Kind?
  postId Int?  @map("post_id")
  post   Post? @relation(fields: [postId], references: [id])

  @@map("comments")
}
`,
      'prisma/enums.prisma': `enum Role {\n  A\n}\n\nenum Kind {\n  x\n}\n`,
      'prisma/user.prisma': user(),
    },
  },
  {
    name: 'a file for each model',
    before: { 'base.prisma': database, 'models/post.prisma': post, 'models/user.prisma': user() },
    sql: `CREATE TYPE mood AS ENUM ('x'); CREATE TABLE landing_pages (id integer PRIMARY KEY, mood mood)`,
    after: {
      'base.prisma': database,
      'models/post.prisma': post,
      'models/user.prisma': user(),
      'models/landing_page.prisma': `model LandingPage {
  id   Int   @id
  mood Mood?

  @@map("landing_pages")
}

enum Mood {
  x

  @@map("mood")
}
`,
    },
  },
  {
    name: 'several schemas of the database',
    before: {
      'schema.prisma': `datasource db {
  provider = "postgresql"
  schemas  = ["auth", "public"]
}

model User {
  id Int @id

  @@map("users")
  @@schema("auth")
}
`,
    },
    sql: `CREATE TABLE auth.sessions (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES auth.users ON DELETE RESTRICT ON UPDATE CASCADE)`,
    after: {
      'schema.prisma': `datasource db {
  provider = "postgresql"
  schemas  = ["auth", "public"]
}

model User {
  id       Int       @id
  sessions Session[]

  @@map("users")
  @@schema("auth")
}

model Session {
  id     Int  @id
  userId Int  @map("user_id")
  user   User @relation(fields: [userId], references: [id])

  @@map("sessions")
  @@schema("auth")
}
`,
    },
  },
  {
    name: 'tables and enums that go',
    before: `${user()}
/// Gone
${post}
enum Gone {
  A
}

model Tag {
  id Int @id

  @@map("tags")
}
`,
    sql: 'DROP TABLE posts; DROP TYPE "Gone"',
    after: `model User {
  id        Int      @id @default(autoincrement())
  email     String   @unique
  createdAt DateTime @default(now()) @map("created_at")
  updatedAt DateTime @updatedAt @map("updated_at")

  @@map("users")
}

model Tag {
  id Int @id

  @@map("tags")
}
`,
  },
]
