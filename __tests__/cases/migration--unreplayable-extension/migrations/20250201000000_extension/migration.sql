CREATE EXTENSION "surely_not_there";
ALTER TABLE "User" ADD COLUMN "bio" TEXT;
