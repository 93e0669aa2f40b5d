DROP TRIGGER touched ON "User";
CREATE TRIGGER touched BEFORE INSERT OR UPDATE OF "status" ON "User"
  FOR EACH ROW WHEN (NEW."status" IN ('active', 'trial')) EXECUTE FUNCTION touch();
