INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
VALUES ('by-hand', '7a1213254b81b6872edd2b4486b3bf5bc3f05c02b12144f1bec3724c796cab0d', '20250201000000_needs_rows', now(), 1);
