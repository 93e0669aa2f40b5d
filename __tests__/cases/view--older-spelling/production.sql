DROP VIEW "Hours";
DROP VIEW "Times";
CREATE VIEW "Times" AS SELECT "User"."id", (date_part('epoch'::text, "User"."createdAt") / (60)::double precision) AS "minutes",
  (date_part('year'::text, "User"."createdAt") * "User"."score") AS "weight", round((date_part('epoch'::text, "User"."createdAt"))::numeric, 2) AS "exact",
  timezone('utc'::text, "User"."createdAt") AS "at", btrim("User"."email") AS "email", "substring"("User"."email", 2, 3) AS "part",
  "position"("User"."email", '@'::text) AS "place" FROM "User" WHERE (date_part('year'::text, "User"."createdAt") > (2020)::double precision);
CREATE VIEW "Hours" AS WITH "m" AS (SELECT ("Times"."minutes" / (60)::double precision) AS "hours" FROM "Times"),
  "e" AS (SELECT date_part('day'::text, "User"."createdAt") AS "d" FROM "User")
  SELECT ("m"."hours" * (2)::double precision) AS "twice", ("e"."d" * (24)::double precision) AS "days" FROM "m", "e";
