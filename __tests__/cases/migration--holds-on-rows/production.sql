INSERT INTO "User" ("email", "name") VALUES ('a@example.org', 'A'), ('b@example.org', NULL), ('c@example.org', NULL);
