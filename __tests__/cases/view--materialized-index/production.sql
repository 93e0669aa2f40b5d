DROP INDEX "Stats_key";
CREATE INDEX "Stats_year" ON "Stats"("year");
