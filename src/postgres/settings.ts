/**
 * The settings of a server whose data nobody will miss: nothing waits for a disk, and the same on every
 * machine where it can be seen (time zone, language of messages).
 * https://www.postgresql.org/docs/current/non-durability.html
 */
const throwaway = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_init_zero: 'off',
  wal_recycle: 'off',
  checkpoint_timeout: '1d',
  max_wal_size: '2GB',
  autovacuum: 'off',
  bgwriter_lru_maxpages: '0',
  max_logical_replication_workers: '0',
  jit: 'off',
  shared_buffers: '256MB',
  maintenance_work_mem: '256MB',
  // pg_restore and one large migration lock every table they touch until they end.
  max_locks_per_transaction: '1024',
  // Statements hold row values: none may reach a log file.
  log_min_messages: 'fatal',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  timezone: 'UTC',
  lc_messages: 'C',
  password_encryption: 'scram-sha-256',
  // In the data folder, so that even a server that is killed leaves none in /dev/shm.
  ...(process.platform !== 'win32' && { dynamic_shared_memory_type: 'mmap' }),
} satisfies Record<string, string>

/** The throwaway settings as arguments of `postgres`: `-c name=value`, in a fixed order. */
export function throwawayFlags(): readonly string[] {
  return Object.entries(throwaway).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/**
 * How a cluster is made, as arguments of `initdb`. Sorting by code point is the same on every machine;
 * characters are still known as letters, which checks and `lower()` in a dump count on.
 * @param ctype a locale that knows UTF-8; `C` where the machine has none.
 */
export function initdbArguments(ctype: string): readonly string[] {
  return [
    '--encoding=UTF8',
    '--lc-collate=C',
    `--lc-ctype=${ctype}`,
    '--lc-messages=C',
    '--lc-monetary=C',
    '--lc-numeric=C',
    '--lc-time=C',
  ]
}

/** Locales that know UTF-8's letters, to be tried in order; the last one is everywhere. */
export const ctypes = ['C.UTF-8', 'en_US.UTF-8', 'C'] as const
