CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "name" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Account_name_idx" ON "Account"("name");
