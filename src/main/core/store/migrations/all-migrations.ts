import { journal } from './001-journal.ts';
import { localFacts } from './002-local-facts.ts';
import { takenBack } from './003-taken-back.ts';
import type { Migration } from './migration.ts';

/** Every migration in order; the last one's version is the version of this app's database. */
export const allMigrations: readonly Migration[] = [journal, localFacts, takenBack];
