DO $$ BEGIN
  IF to_regtype('"Rank"') IS NOT NULL THEN ALTER TYPE "Rank" RENAME TO "Role"; END IF;
  IF to_regclass('"Person"') IS NOT NULL THEN
    ALTER TABLE "Person" RENAME TO "User";
    ALTER TABLE "User" RENAME "nickname" TO "name";
  END IF;
END $$;
