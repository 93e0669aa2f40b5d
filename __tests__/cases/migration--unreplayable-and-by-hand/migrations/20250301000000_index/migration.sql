CREATE INDEX "Legacy_note_idx" ON "Legacy"("note");
CREATE INDEX "Post_title_idx" ON "Post"("title");
