COMMENT ON TABLE "User" IS 'people';
COMMENT ON COLUMN "User"."name" IS 'in full';
