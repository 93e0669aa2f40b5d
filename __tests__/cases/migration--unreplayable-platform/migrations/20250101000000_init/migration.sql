CREATE TABLE "Note" (
    "id" SERIAL NOT NULL,
    "owner" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "Note_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "Note" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "Note" USING (auth.uid() = "owner");
