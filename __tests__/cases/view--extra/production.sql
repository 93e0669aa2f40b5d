CREATE VIEW "report" AS SELECT * FROM "ActiveUser";
