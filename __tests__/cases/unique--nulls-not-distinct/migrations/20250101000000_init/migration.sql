CREATE TABLE "Account" (
    "id" SERIAL NOT NULL,
    "name" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Account_name_key" ON "Account"("name");
