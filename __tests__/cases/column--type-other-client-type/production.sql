ALTER TABLE "Post" ALTER "title" TYPE integer USING 0;
