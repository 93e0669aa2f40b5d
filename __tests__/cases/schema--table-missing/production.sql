ALTER TABLE "staff"."Person" DROP "name";
