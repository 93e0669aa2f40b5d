INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "logs", "applied_steps_count", "started_at", "rolled_back_at")
VALUES ('failed', repeat('a', 64), '20250101000000_init', 'it broke', 0, now() - interval '1 hour', now());
