// src/postgres/settings.ts
const throwaway = {
	fsync: "off",
	synchronous_commit: "off",
	full_page_writes: "off",
	wal_level: "minimal",
	max_wal_senders: "0",
	wal_init_zero: "off",
	wal_recycle: "off",
	checkpoint_timeout: "1d",
	max_wal_size: "2GB",
	autovacuum: "off",
	bgwriter_lru_maxpages: "0",
	max_logical_replication_workers: "0",
	jit: "off",
	shared_buffers: "256MB",
	maintenance_work_mem: "256MB",
	max_locks_per_transaction: "1024",
	log_min_messages: "fatal",
	log_min_error_statement: "panic",
	log_checkpoints: "off",
	timezone: "UTC",
	lc_messages: "C",
	password_encryption: "scram-sha-256",
	...process.platform !== "win32" && { dynamic_shared_memory_type: "mmap" }
};
function throwawayFlags() {
	return Object.entries(throwaway).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
function initdbArguments(ctype) {
	return [
		"--encoding=UTF8",
		"--lc-collate=C",
		`--lc-ctype=${ctype}`,
		"--lc-messages=C",
		"--lc-monetary=C",
		"--lc-numeric=C",
		"--lc-time=C"
	];
}
const ctypes = [
	"C.UTF-8",
	"en_US.UTF-8",
	"C"
];
export { initdbArguments as n, throwawayFlags as r, ctypes as t };
