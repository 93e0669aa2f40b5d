CREATE DOMAIN "short" AS text CHECK (length(VALUE) < 80);
CREATE TYPE "address" AS ("city" text);
