CREATE TABLE "Item" (
    "id" SERIAL NOT NULL,
    "label" VARCHAR(40) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'new',
    "note" TEXT,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Item_label_idx" ON "Item"("label");
CREATE MATERIALIZED VIEW "states" AS SELECT "state", count(*) AS "count" FROM "Item" GROUP BY "state";
