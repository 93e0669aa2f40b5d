ALTER TABLE "User" ADD "nickname" text;
