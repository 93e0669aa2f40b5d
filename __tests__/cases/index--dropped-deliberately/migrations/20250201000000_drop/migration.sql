-- Nothing reads by author any more.
DROP INDEX "Post_authorId_idx";
