INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ('lost', 'c0ffee', '20250115000000_lost', now(), 1);
