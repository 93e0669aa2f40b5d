ALTER TABLE "User" DROP "name";
