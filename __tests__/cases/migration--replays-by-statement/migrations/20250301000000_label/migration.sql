ALTER TYPE "Role" ADD VALUE 'ADMIN';
UPDATE "User" SET "name" = 'admin' WHERE "email" = 'admin@example.org';
