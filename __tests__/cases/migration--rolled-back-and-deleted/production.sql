INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "logs", "applied_steps_count", "started_at", "rolled_back_at")
VALUES ('failed', repeat('0', 64), '20250115000000_given_up', 'it broke', 0, now() - interval '1 hour', now());
