ALTER INDEX "Post_authorId_idx" RENAME TO "idx_post_author";
