CREATE SCHEMA IF NOT EXISTS "shop";
CREATE SCHEMA IF NOT EXISTS "staff";
CREATE TABLE "shop"."Item" ("id" SERIAL NOT NULL, "label" TEXT NOT NULL, CONSTRAINT "Item_pkey" PRIMARY KEY ("id"));
CREATE TABLE "staff"."Person" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "Person_pkey" PRIMARY KEY ("id"));
CREATE TABLE "public"."elsewhere" ("id" integer);
