ALTER TABLE "Account" RENAME "about" TO "bio";
ALTER TABLE "Account" RENAME "first" TO "given";
