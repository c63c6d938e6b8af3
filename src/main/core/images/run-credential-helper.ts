import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { BacklotError } from '../../../shared/errors.ts';

/** Where helpers are looked for, what they see, and how long they may take. */
export interface HelperPlaces {
  readonly folders: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** In milliseconds; a keychain may ask its owner first. */
  readonly withinMs: number;
}

const answer = z.object({ Username: z.string(), Secret: z.string() });

async function find(program: string, { folders, platform }: HelperPlaces): Promise<string | undefined> {
  const name = platform === 'win32' ? `${program}.exe` : program;
  for (const folder of folders) {
    const path = join(folder, name);
    const usable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return path;
  }
  return undefined;
}

/**
 * Asks one of the Docker CLI's credential helpers for a registry; undefined when it knows none. What it
 * says is never in an error: it may be a secret.
 * @throws BacklotError `prerequisite-missing` without the program, `registry-denied` when it fails or is silent.
 */
export async function runCredentialHelper(
  helper: string,
  registry: string,
  places: HelperPlaces,
  signal: AbortSignal,
): Promise<{ readonly username: string; readonly secret: string } | undefined> {
  const program = `docker-credential-${helper}`;
  const failed = (why: string): BacklotError =>
    new BacklotError('registry-denied', `${program} could not be asked for ${registry}: ${why}.`, {
      hint: `Check that "echo ${registry} | ${program} get" works, or log in again with "docker login".`,
      details: { helper, registry },
      retryable: true,
    });
  const path = await find(program, places);
  if (path === undefined)
    throw new BacklotError(
      'prerequisite-missing',
      `The Docker CLI's config.json names the credential helper ${program}, which is not there.`,
      { hint: `Install ${program}, or take it out of config.json.`, details: { helper, registry } },
    );
  const late = AbortSignal.timeout(places.withinMs);
  const child = spawn(path, ['get'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: places.env,
    signal: AbortSignal.any([signal, late]),
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    // Not `close`: what the helper left running would hold its output open.
    child.on('exit', resolve);
  });
  // A helper that reads nothing closes its input early.
  child.stdin.on('error', () => {});
  child.stdin.end(registry);
  try {
    const [code, said] = await Promise.all([ended, text(child.stdout)]);
    // Every helper says it in these words, on its standard output.
    if (code !== 0 && /credentials not found/i.test(said)) return undefined;
    if (code !== 0) throw failed(`it ended with code ${code}`);
    const parsed = answer.safeParse(JSON.parse(said));
    if (!parsed.success) throw failed('its answer has the wrong shape');
    return { username: parsed.data.Username, secret: parsed.data.Secret };
  } catch (error) {
    if (error instanceof BacklotError) throw error;
    if (signal.aborted) throw new BacklotError('cancelled', 'The work was cancelled.', { cause: error });
    if (late.aborted) throw failed(`it did not answer within ${places.withinMs / 1000} s`);
    throw failed('its answer is no JSON');
  } finally {
    child.stdout.destroy();
  }
}
