CREATE ROLE case_writer LOGIN PASSWORD 'unused';
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'case_reader') THEN
    CREATE ROLE case_reader;
  END IF;
END $$;
GRANT case_reader TO case_writer;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO case_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE case_writer IN SCHEMA public GRANT SELECT ON TABLES TO case_reader;
ALTER TABLE "Post" OWNER TO case_writer;
ALTER TABLE "Post" ENABLE ROW LEVEL SECURITY;
CREATE POLICY readers ON "Post" FOR SELECT TO case_reader USING (true);
SET ROLE case_writer;
COMMENT ON TABLE "Post" IS 'owned by its writer';
RESET ROLE;
