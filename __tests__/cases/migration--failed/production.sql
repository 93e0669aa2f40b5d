INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "logs", "applied_steps_count")
VALUES ('failed', repeat('0', 64), '20250201000000_bio', 'it broke', 0);
