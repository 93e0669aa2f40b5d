ALTER TABLE "User" ALTER "name" SET DEFAULT 'nobody';
