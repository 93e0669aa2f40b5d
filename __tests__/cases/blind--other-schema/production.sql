CREATE SCHEMA "audit";
CREATE TABLE "audit"."entry" ("id" integer);
