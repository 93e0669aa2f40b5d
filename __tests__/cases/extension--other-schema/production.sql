ALTER EXTENSION "uuid-ossp" SET SCHEMA "public";
ALTER TABLE "Token" ALTER "label" SET DEFAULT "public"."uuid_generate_v1"()::text;
