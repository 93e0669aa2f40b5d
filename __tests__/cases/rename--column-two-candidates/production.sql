ALTER TABLE "User" DROP "name", ADD "first_name" text, ADD "last_name" text;
