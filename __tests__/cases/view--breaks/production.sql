CREATE VIEW "scores" AS SELECT "id", "score" FROM "User";
