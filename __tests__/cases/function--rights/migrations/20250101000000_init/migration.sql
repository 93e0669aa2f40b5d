CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "status" VARCHAR(20) NOT NULL,
    "score" DOUBLE PRECISION,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."createdAt" = now();
  RETURN NEW;
END
$$;
CREATE TRIGGER touched BEFORE INSERT OR UPDATE OF "status", "email" ON "User"
  FOR EACH ROW WHEN (NEW."status" IN ('active', 'trial')) EXECUTE FUNCTION touch();
