ALTER TYPE "Role" RENAME TO "Rank";
ALTER TABLE "User" RENAME "name" TO "nickname";
ALTER TABLE "User" RENAME TO "Person";
