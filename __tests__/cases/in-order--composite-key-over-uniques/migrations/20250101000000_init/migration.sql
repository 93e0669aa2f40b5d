CREATE TABLE "Team" ("id" INTEGER NOT NULL, "code" TEXT NOT NULL, CONSTRAINT "Team_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "Team_code_key" ON "Team"("code");
CREATE UNIQUE INDEX "Team_id_code_key" ON "Team"("id", "code");
CREATE TABLE "Member" ("teamId" INTEGER NOT NULL, "teamCode" TEXT NOT NULL, CONSTRAINT "Member_pkey" PRIMARY KEY ("teamId", "teamCode"));
CREATE UNIQUE INDEX "Member_teamId_key" ON "Member"("teamId");
ALTER TABLE "Member" ADD CONSTRAINT "Member_teamId_teamCode_fkey" FOREIGN KEY ("teamId", "teamCode") REFERENCES "Team"("id", "code") ON DELETE RESTRICT ON UPDATE CASCADE;
