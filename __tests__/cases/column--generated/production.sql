ALTER TABLE "User" DROP "name";
ALTER TABLE "User" ADD "name" text GENERATED ALWAYS AS (lower("email")) STORED;
