import type { Migration } from './migration.ts';

/**
 * Whether a step's compensation has ended. The state of one that failed stays `failed` when it is taken back, so
 * that it can't tell.
 */
export const takenBack: Migration = {
  version: 3,
  name: 'taken back',
  up: `
    ALTER TABLE step ADD COLUMN taken_back TEXT CHECK (taken_back IN ('whole', 'failed'));
  `,
};
