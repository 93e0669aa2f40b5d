CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."createdAt" = clock_timestamp();
  RETURN NEW;
END
$$;
