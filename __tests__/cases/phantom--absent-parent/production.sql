DROP TABLE "Log";
DROP MATERIALIZED VIEW "states";
CREATE TABLE "Measure" ("at" date NOT NULL, "value" integer DEFAULT 1 CHECK ("value" > 0)) PARTITION BY RANGE ("at");
CREATE TABLE "Measure_2024" PARTITION OF "Measure" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "Measure_2025" PARTITION OF "Measure" FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX "Measure_value" ON "Measure" ("value");
