ALTER TABLE "User" DROP "name"; DROP INDEX "User_email_key", "Post_authorId_idx";
