ALTER TABLE "User" RENAME "name" TO "full_name";
ALTER TABLE "User" ALTER "full_name" TYPE bytea USING NULL;
