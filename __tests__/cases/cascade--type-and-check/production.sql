ALTER TABLE "Post" ALTER "words" TYPE numeric;
