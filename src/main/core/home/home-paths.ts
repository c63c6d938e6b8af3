import { join } from 'node:path';

/** What lies where in the data directory. */
export interface HomePaths {
  readonly root: string;
  /** Held while a core runs; never opened by anything but the lock. */
  readonly lock: string;
  /** Who holds the lock, for messages. */
  readonly note: string;
  readonly database: string;
  /** Copies of the database from before a migration, and databases set aside. */
  readonly backups: string;
  /** The key file and the encrypted values of headless hosts. */
  readonly secrets: string;
  /** One folder for each masked snapshot. */
  readonly snapshots: string;
  /** Work of operations that may be removed when none runs. */
  readonly scratch: string;
}

export const homePaths = (root: string): HomePaths => ({
  root,
  lock: join(root, 'lock.db'),
  note: join(root, 'core.json'),
  database: join(root, 'backlot.db'),
  backups: join(root, 'backups'),
  secrets: join(root, 'secrets'),
  snapshots: join(root, 'snapshots'),
  scratch: join(root, 'scratch'),
});
