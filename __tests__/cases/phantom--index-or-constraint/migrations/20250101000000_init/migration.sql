CREATE TABLE "Item" (
    "id" SERIAL NOT NULL,
    "label" VARCHAR(40) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'new',
    "note" TEXT,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Item" ADD CONSTRAINT "Item_label_key" UNIQUE ("label");
CREATE INDEX "Item_state_idx" ON "Item"("state");
