CREATE TABLE "Item" (
    "id" SERIAL NOT NULL,
    "label" VARCHAR(40) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'new',
    "note" TEXT,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Log" ("id" SERIAL NOT NULL, "itemId" INTEGER NOT NULL, "text" VARCHAR(9) NOT NULL DEFAULT 'x', CONSTRAINT "Log_pkey" PRIMARY KEY ("id"));
CREATE INDEX "Log_itemId_idx" ON "Log"("itemId");
ALTER TABLE "Log" ADD CONSTRAINT "Log_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "Item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Log" ADD CONSTRAINT "text_known" CHECK ("text" <> '');
CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER "touched" BEFORE UPDATE ON "Log" FOR EACH ROW EXECUTE FUNCTION "touch"();
ALTER TABLE "Log" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "Log" USING ("text" = current_user);
COMMENT ON COLUMN "Log"."text" IS 'what happened';
CREATE MATERIALIZED VIEW "states" AS SELECT "state", count(*) AS "count" FROM "Item" GROUP BY "state";
CREATE UNIQUE INDEX "states_state" ON "states" ("state");
COMMENT ON COLUMN "states"."count" IS 'how many';
