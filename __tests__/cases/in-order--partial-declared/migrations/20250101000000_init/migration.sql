CREATE TABLE "Seat" (
    "id" SERIAL NOT NULL,
    "row" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "held" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Seat_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "Seat_row_number_key" ON "Seat"("row", "number") WHERE (NOT held);
CREATE INDEX "Seat_number_idx" ON "Seat"("number") WHERE ("held" = true);
