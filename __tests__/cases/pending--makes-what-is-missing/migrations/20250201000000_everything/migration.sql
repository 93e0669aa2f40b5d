CREATE SCHEMA "audit";
CREATE EXTENSION "citext";
CREATE TYPE "Role" AS ENUM ('MEMBER', 'ADMIN');
ALTER TABLE "User" ADD COLUMN "role" "Role" NOT NULL DEFAULT 'MEMBER';
CREATE UNIQUE INDEX "User_name_key" ON "User"("name");
CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "authorId" INTEGER NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Post_authorId_idx" ON "Post"("authorId");
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE TABLE "audit"."Entry" ("id" SERIAL NOT NULL, "text" TEXT NOT NULL, CONSTRAINT "Entry_pkey" PRIMARY KEY ("id"));

CREATE DOMAIN "percent" AS INTEGER CHECK (VALUE BETWEEN 0 AND 100);
CREATE TYPE "address" AS ("street" TEXT, "city" TEXT);
CREATE TYPE "hours" AS RANGE (SUBTYPE = TIME);
CREATE COLLATION "plain" FROM "C";
CREATE SEQUENCE "invoice_no";
ALTER TABLE "User" ADD CONSTRAINT "email_has_at" CHECK ("email" LIKE '%@%');
ALTER TABLE "User" ADD CONSTRAINT "one_email" EXCLUDE USING btree ("email" WITH =);
CREATE VIEW "titles" AS SELECT "title" FROM "Post";
CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER "touched" BEFORE UPDATE ON "User" FOR EACH ROW EXECUTE FUNCTION "touch"();
ALTER TABLE "User" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "User" USING ("email" = current_user);
COMMENT ON TABLE "User" IS 'people';
