ALTER TABLE "Post" ALTER "title" TYPE varchar(50);
