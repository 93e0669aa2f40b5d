ALTER TABLE "User" ADD "parent" integer;
ALTER TABLE "User" ADD CONSTRAINT "User_parent_fkey" FOREIGN KEY ("parent") REFERENCES "User" ("id");
