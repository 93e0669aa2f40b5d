CREATE TABLE "Audit" (
    "id" SERIAL NOT NULL,
    "what" TEXT NOT NULL,

    CONSTRAINT "Audit_pkey" PRIMARY KEY ("id")
);
