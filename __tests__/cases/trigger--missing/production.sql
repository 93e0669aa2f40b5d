DROP TRIGGER touched ON "User";
