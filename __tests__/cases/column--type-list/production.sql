ALTER TABLE "User" ALTER "name" TYPE text[] USING ARRAY["name"];
