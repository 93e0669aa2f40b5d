ALTER TABLE "Post" DROP CONSTRAINT "Post_authorId_fkey";
ALTER TABLE "User" ALTER "id" TYPE uuid USING md5("id")::uuid, ALTER "id" SET DEFAULT gen_random_uuid();
ALTER TABLE "Post" ALTER "authorId" TYPE uuid USING md5("authorId")::uuid;
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
