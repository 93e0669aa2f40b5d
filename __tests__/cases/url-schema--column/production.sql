ALTER TABLE "User" ALTER "role" SET DEFAULT 'ADMIN', ADD "nickname" text;
