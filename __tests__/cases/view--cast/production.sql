DROP VIEW "Times";
CREATE VIEW "Times" AS SELECT EXTRACT(year FROM "createdAt") AS "year", "score"::numeric(10, 4) AS "score" FROM "User";
