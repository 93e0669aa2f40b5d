ALTER TABLE "User" ALTER "name" SET DEFAULT 'x';
UPDATE "_prisma_migrations" SET "checksum" = '37d0e2978ae33e0f9a45c23249074087e127bcf0eb5c4033064b227116c41017' WHERE "migration_name" = '20250201000000_extension';
