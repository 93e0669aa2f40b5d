UPDATE "_prisma_migrations" SET "checksum" = 'f1a19bac14df50f4309ef5bbaab9afa38c2e94bc95fa3687657da910e4f1c6dd';
