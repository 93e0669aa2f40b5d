CREATE TABLE "Item" (
    "id" SERIAL NOT NULL,
    "label" VARCHAR(40) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'new',
    "note" TEXT,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "Bill" ("id" SERIAL NOT NULL, "no" SERIAL NOT NULL, CONSTRAINT "Bill_pkey" PRIMARY KEY ("id"));
