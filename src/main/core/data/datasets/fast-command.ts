/**
 * Settings of a server whose data is thrown away if anything happens: nothing waits for a disk, nothing is
 * written twice. On its command line alone, so that none of it is in the data.
 */
const settings: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  archive_mode: 'off',
  autovacuum: 'off',
  max_wal_size: '8GB',
  checkpoint_timeout: '1d',
  maintenance_work_mem: '128MB',
};

/**
 * A PostgreSQL server's command with the settings of a disposable one; undefined where the command is a
 * program of the project's own, which may take no settings. Pure.
 */
export function fastCommand(
  own: readonly string[] | null,
  ofImage: readonly string[],
): readonly string[] | undefined {
  const command = own ?? ofImage;
  const [program] = command;
  if (program === undefined || !(program.startsWith('-') || /(^|\/)postgres$/.test(program)))
    return undefined;
  return [...command, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
