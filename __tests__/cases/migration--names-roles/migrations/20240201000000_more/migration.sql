GRANT SELECT ON "Post" TO case_authenticated;
REVOKE ALL ON "User" FROM case_anonymous;
ALTER TABLE "Post" ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON "Post" TO case_authenticated USING (true);
DO $$
DECLARE who text;
BEGIN
  FOREACH who IN ARRAY ARRAY['case_first', 'case_second'] LOOP
    EXECUTE format('GRANT SELECT ON "Post" TO %I', who);
  END LOOP;
END $$;
