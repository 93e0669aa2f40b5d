ALTER TABLE "User" ADD "nickname" varchar(50);
