ALTER TABLE "Post" DROP CONSTRAINT "Post_words_check";
ALTER TABLE "Post" ALTER "words" TYPE numeric;
ALTER TABLE "Post" ADD CONSTRAINT "Post_words_check" CHECK ("words" >= 10);
