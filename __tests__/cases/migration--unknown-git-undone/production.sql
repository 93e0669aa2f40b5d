DROP TABLE "Audit";
