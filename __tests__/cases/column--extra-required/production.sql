ALTER TABLE "User" ADD "nickname" text NOT NULL;
