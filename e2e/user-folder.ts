import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitAll } from '../src/main/core/git/commit-all.ts';
import { createSample } from '../src/main/core/project/create-sample.ts';

const sampleSource = join(import.meta.dirname, '../resources/sample');

/** A machine's user as a test needs one: a folder of their own, and no settings of whoever runs the test. */
export interface UserFolder {
  /** The folder that is `HOME`; its path has a space and letters outside ASCII in it. */
  readonly path: string;
  /** The data directory, not there yet. */
  readonly home: string;
  /** What every process of this user gets beside the machine's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Makes the sample project `code/<name>`, a git repository; without its backlot.yaml when `bare`. */
  readonly makeProject: (name: string, options?: { readonly bare?: boolean }) => Promise<string>;
  readonly remove: () => void;
}

/** Makes an empty folder for a user. */
export function makeUserFolder(path = mkdtempSync(join(tmpdir(), 'backlot é2e '))): UserFolder {
  const home = join(path, 'data dïr');
  return {
    path,
    home,
    env: {
      HOME: path,
      USERPROFILE: path,
      GIT_CONFIG_GLOBAL: join(path, 'gitconfig'),
      GIT_CONFIG_NOSYSTEM: '1',
    },
    async makeProject(name, { bare = false } = {}) {
      const signal = AbortSignal.timeout(20_000);
      const folder = join(path, 'code', name);
      await createSample(sampleSource, folder, signal);
      if (bare) {
        await rm(join(folder, 'backlot.yaml'));
        await commitAll(
          folder,
          'Describe the environments elsewhere',
          { name: 'Ada', email: 'ada@example.com' },
          signal,
        );
      }
      return folder;
    },
    remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}
