CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS E'\r\nBEGIN  \r\n  NEW."createdAt" = now();\t\r\n  RETURN NEW;\r\nEND\r\n';
