CREATE OR REPLACE VIEW "ActiveUser" AS SELECT "id", "email" FROM "User" WHERE "status" IN ('active', 'trial', 'guest');
