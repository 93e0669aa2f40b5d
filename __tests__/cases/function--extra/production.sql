CREATE FUNCTION tier(score numeric) RETURNS text LANGUAGE sql AS $$ SELECT 'silver' $$;
CREATE PROCEDURE tidy() LANGUAGE sql AS $$ DELETE FROM "User" $$;
