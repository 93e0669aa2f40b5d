CREATE EXTENSION "citext";
CREATE TYPE "Role" AS ENUM ('MEMBER', 'ADMIN', 'OWNER');
CREATE DOMAIN "percent" AS INTEGER CHECK (VALUE BETWEEN 0 AND 100);
CREATE TYPE "address" AS ("street" TEXT, "city" TEXT);
CREATE SEQUENCE "invoice_no";
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" VARCHAR(200) NOT NULL,
    "name" TEXT,
    "role" "Role" NOT NULL DEFAULT 'MEMBER',
    "initials" TEXT,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "authorId" INTEGER NOT NULL,
    "editorId" INTEGER,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Post_authorId_idx" ON "Post"("authorId");
CREATE INDEX "Post_title_idx" ON "Post"("title");
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Post" ADD CONSTRAINT "Post_editorId_fkey" FOREIGN KEY ("editorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "User" ADD CONSTRAINT "email_has_at" CHECK ("email" LIKE '%@%');
CREATE VIEW "titles" AS SELECT "title" FROM "Post";
CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER "touched" BEFORE UPDATE ON "Post" FOR EACH ROW EXECUTE FUNCTION "touch"();
CREATE POLICY "own" ON "Post" USING ("title" = current_user);
