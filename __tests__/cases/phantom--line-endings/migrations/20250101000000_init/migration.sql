CREATE TABLE "Item" (
    "id" SERIAL NOT NULL,
    "label" VARCHAR(40) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'new',
    "note" TEXT,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);
CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."note" = 'x';
  RETURN NEW;
END
$$;
CREATE FUNCTION "twice"(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT n * 2
$$;
CREATE VIEW "labels" AS
SELECT "label"
FROM "Item";
