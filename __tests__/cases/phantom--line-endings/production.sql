DO $make$ BEGIN
  EXECUTE replace('CREATE OR REPLACE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN  
  NEW."note" = ''x'';
  RETURN NEW;	
END
$$', E'\n', E'\r\n');
END $make$;
CREATE OR REPLACE FUNCTION "twice"(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT n * 3
$$;
