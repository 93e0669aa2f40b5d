CREATE TYPE prices AS RANGE (subtype = NUMERIC);
