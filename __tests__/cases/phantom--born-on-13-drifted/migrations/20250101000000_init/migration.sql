CREATE DOMAIN "slug" AS TEXT CHECK (position(' ' IN VALUE) = 0 AND VALUE = trim(both FROM VALUE));

CREATE TABLE "Event" (
    "id" SERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "slug" "slug" NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL DEFAULT (now() AT TIME ZONE 'utc'),
    "endsAt" TIMESTAMP(3) NOT NULL,
    "zonedAt" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "year" DOUBLE PRECISION NOT NULL DEFAULT EXTRACT(year FROM now()),
    "label" TEXT NOT NULL DEFAULT trim(both FROM upper('x ')),
    "code" TEXT NOT NULL DEFAULT substring(md5('seed') FROM 2 FOR 6),
    "kind" VARCHAR(20) NOT NULL DEFAULT 'talk',

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "title_bare" CHECK (trim(both FROM "title") = "title" AND trim(leading '_' FROM "title") <> ''),
    CONSTRAINT "title_part" CHECK (substring("title" FROM 1 FOR 1) <> ' ' AND position('#' IN "title") = 0),
    CONSTRAINT "title_over" CHECK (overlay("title" PLACING 'x' FROM 1 FOR 1) <> 'x'),
    CONSTRAINT "title_form" CHECK (normalize("title", NFC) = "title" AND "title" IS NFC NORMALIZED),
    CONSTRAINT "ends_later" CHECK (("startsAt", "endsAt") OVERLAPS ("startsAt", "endsAt")),
    CONSTRAINT "this_century" CHECK (EXTRACT(year FROM "startsAt") >= 2000),
    CONSTRAINT "in_zone" CHECK (("zonedAt" AT TIME ZONE 'UTC') > "startsAt" - interval '1 year'),
    CONSTRAINT "kind_known" CHECK ("kind" IN ('talk', 'walk'))
);

CREATE INDEX "Event_kind_idx" ON "Event"("kind");
CREATE INDEX "by_day" ON "Event"(date("zonedAt" AT TIME ZONE 'UTC'), (substring("title" FROM 1 FOR 3)));
CREATE INDEX "by_year" ON "Event"((EXTRACT(year FROM "startsAt"))) WHERE position('draft' IN "title") = 0;
CREATE UNIQUE INDEX "by_bare_title" ON "Event"((trim(both FROM "title")));

CREATE VIEW "calendar" AS
  SELECT "id", "startsAt" AT TIME ZONE 'UTC' AS "at", EXTRACT(year FROM "startsAt") AS "year",
         trim(both FROM "title") AS "title", substring("title" FROM 2) AS "rest", position('x' IN "title") AS "place"
  FROM "Event" WHERE ("startsAt", "endsAt") OVERLAPS ("startsAt", interval '1 day');
CREATE MATERIALIZED VIEW "months" AS
  SELECT EXTRACT(month FROM "startsAt") AS "month", count(*) AS "count" FROM "Event" GROUP BY 1;

ALTER TABLE "Event" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "upcoming" ON "Event" USING ("startsAt" AT TIME ZONE 'UTC' > now() AND trim(both FROM "kind") IN ('talk', 'walk'));

CREATE FUNCTION "touch"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."zonedAt" = now() AT TIME ZONE 'utc';
  RETURN NEW;
END $$;
CREATE TRIGGER "touched" BEFORE UPDATE ON "Event" FOR EACH ROW
  WHEN (EXTRACT(hour FROM NEW."startsAt") > 6 AND position('x' IN OLD."title") = 0) EXECUTE FUNCTION "touch"();
