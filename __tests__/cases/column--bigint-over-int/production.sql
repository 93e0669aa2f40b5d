ALTER TABLE "Post" ALTER "words" TYPE smallint;
