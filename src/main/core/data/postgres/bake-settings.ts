/**
 * Settings of a server that is thrown away when it fails: nothing is made durable while it loads. Whoever
 * keeps its files stops it cleanly and then brings them to the disk (`sync -f`) before they are frozen.
 */
export const bakeSettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  archive_mode: 'off',
  autovacuum: 'off',
  max_wal_size: '16GB',
  checkpoint_timeout: '1h',
  maintenance_work_mem: '256MB',
  // The sessions that load share the processors; helpers of one would take them from the others.
  max_parallel_maintenance_workers: '0',
  shared_buffers: '256MB',
  jit: 'off',
};

/** The settings as arguments behind `postgres`. */
export const bakeArguments: readonly string[] = Object.entries(bakeSettings).flatMap(([name, value]) => [
  '-c',
  `${name}=${value}`,
]);
