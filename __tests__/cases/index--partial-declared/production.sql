DROP INDEX "Seat_number_idx";
CREATE INDEX "Seat_number_idx" ON "Seat"("number") WHERE ("held" = false);
