ALTER TABLE "Post" SET (autovacuum_vacuum_scale_factor = 0.01, toast.autovacuum_enabled = false);
ALTER TABLE "User" REPLICA IDENTITY USING INDEX "User_email_key";
