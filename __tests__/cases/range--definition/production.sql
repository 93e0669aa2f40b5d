DROP TYPE span;
CREATE TYPE span AS RANGE (subtype = FLOAT8, subtype_diff = apart);
