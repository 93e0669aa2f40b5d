DROP VIEW "Scores";
ALTER TABLE "User" ALTER "score" TYPE text;
CREATE VIEW "Scores" AS SELECT "id", "score" FROM "User";
