INSERT INTO "User" ("email", "name") VALUES ('a@example.test', 'same'), ('b@example.test', 'same');
