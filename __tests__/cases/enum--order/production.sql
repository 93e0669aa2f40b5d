ALTER TABLE "User" ALTER "role" DROP DEFAULT;
ALTER TYPE "Role" RENAME TO "Role_old";
CREATE TYPE "Role" AS ENUM ('ADMIN', 'MEMBER');
ALTER TABLE "User" ALTER "role" TYPE "Role" USING "role"::text::"Role", ALTER "role" SET DEFAULT 'MEMBER';
DROP TYPE "Role_old";
