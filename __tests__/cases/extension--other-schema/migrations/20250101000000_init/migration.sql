CREATE SCHEMA "tools";
CREATE EXTENSION "uuid-ossp" WITH SCHEMA "tools";
CREATE TABLE "Token" ("id" UUID NOT NULL DEFAULT "tools"."uuid_generate_v4"(), "label" TEXT NOT NULL, CONSTRAINT "Token_pkey" PRIMARY KEY ("id"));
