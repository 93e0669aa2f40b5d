ALTER TABLE "User" RENAME TO "members";
ALTER TABLE "members" RENAME CONSTRAINT "User_pkey" TO "members_pkey";
