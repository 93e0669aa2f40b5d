ALTER TABLE "Post" ALTER "words" TYPE bigint;
