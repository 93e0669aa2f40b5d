ALTER TABLE "User" SET UNLOGGED, SET (fillfactor = 70);
