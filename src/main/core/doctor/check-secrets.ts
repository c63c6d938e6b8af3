import { stat } from 'node:fs/promises';
import { isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { Examiner, Finding } from './finding.ts';
import { quote } from './how-to.ts';

/** The path of the key file that a keeper of secrets names, when it is one. */
export const keyFileOf = (keeper: string): string | undefined => /^key file (.+)$/.exec(keeper)?.[1];

/** What the mode of an existing key file means. */
export function judgeKeyFile(path: string, mode: number, platform: NodeJS.Platform): Finding {
  const bits = (mode & 0o777).toString(8).padStart(4, '0');
  // Windows has no such bits; the file lies in the user's own profile there.
  if (platform === 'win32') return { status: 'ok', found: `key file ${path}` };
  if ((mode & 0o777) === 0o600) return { status: 'ok', found: `key file ${path}, mode ${bits}` };
  return {
    status: 'fail',
    found: `key file ${path}, mode ${bits}`,
    problem: 'The key file must be readable and writable by you alone; others may have read the secrets.',
    howTo: { command: `chmod 600 ${quote(path, platform)}`, steps: [] },
    mend: { kind: 'chmod', path, mode: 0o600 },
  };
}

/** Whether the keeper of secrets can be used. */
export const checkSecrets: Examiner = {
  id: 'secrets',
  group: 'secrets',
  title: 'Keeper of secrets',
  examine: async ({ secrets, machine }, signal) => {
    const path = keyFileOf(secrets.keeper);
    if (path !== undefined) {
      const mode = await stat(path).then(
        (stats) => stats.mode,
        () => undefined,
      );
      // The mode comes first: a keeper may refuse to read a file that others can.
      const judged = mode === undefined ? undefined : judgeKeyFile(path, mode, machine.platform);
      if (judged?.status === 'fail') return judged;
    }
    try {
      await secrets.get('doctor-probe', signal);
      return { status: 'ok', found: secrets.keeper };
    } catch (error) {
      if (isCancelled(error)) throw error;
      const { message, hint } = toBacklotError(error);
      return {
        status: 'fail',
        found: secrets.keeper,
        problem: message,
        howTo: { steps: [hint ?? 'Unlock the keeper of secrets, then check again.'] },
      };
    }
  },
};
