CREATE TABLE "Item" (
    "id" SERIAL NOT NULL,
    "label" VARCHAR(40) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'new',
    "note" TEXT,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Item" ADD CONSTRAINT "state_known" CHECK ("state" IN ('new', 'old'));
ALTER TABLE "Item" ADD CONSTRAINT "label_known" CHECK ("label" IN ('a', 'b'));
CREATE DOMAIN "color" AS VARCHAR(10) CHECK (VALUE IN ('red', 'blue'));
CREATE INDEX "fresh" ON "Item"("label") WHERE "state" IN ('new', 'old');
CREATE VIEW "known" AS SELECT "id" FROM "Item" WHERE "state" IN ('new', 'old');
ALTER TABLE "Item" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "open" ON "Item" USING ("state" IN ('new', 'old'));
CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER "touched" BEFORE UPDATE ON "Item" FOR EACH ROW WHEN (NEW."state" IN ('new', 'old')) EXECUTE FUNCTION "touch"();
