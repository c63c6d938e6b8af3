import { BacklotError } from '../../../shared/errors.ts';

/** The oldest API that has all we use (Docker 20.10) and the newest one we know. */
export const oldestApi = '1.41';
export const newestApi = '1.52';

const parts = (version: string): [number, number] => {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return [major, minor];
};

/** Negative when `a` is the older version of the API ("1.9" is older than "1.41"). */
export function compareApi(a: string, b: string): number {
  const [aMajor, aMinor] = parts(a);
  const [bMajor, bMinor] = parts(b);
  return aMajor - bMajor || aMinor - bMinor;
}

/**
 * The newest version that both sides speak.
 * @throws BacklotError `docker-too-old`, or `unsupported` for an engine that dropped what we speak.
 */
export function negotiateApi(
  engine: { readonly version: string; readonly api: string; readonly oldest: string | undefined },
  context: string,
): string {
  if (compareApi(engine.api, oldestApi) < 0)
    throw new BacklotError(
      'docker-too-old',
      `Docker ${engine.version} (context ${context}) is too old: it speaks API ${engine.api}, Backlot needs ${oldestApi} or newer.`,
      {
        hint: 'Update Docker to 20.10 or newer.',
        details: { context, version: engine.version, api: engine.api },
      },
    );
  if (engine.oldest !== undefined && compareApi(engine.oldest, newestApi) > 0)
    throw new BacklotError(
      'unsupported',
      `Docker ${engine.version} (context ${context}) is too new: it speaks no API older than ${engine.oldest}, this Backlot knows ${newestApi}.`,
      { hint: 'Update Backlot.', details: { context, version: engine.version, api: engine.api } },
    );
  return compareApi(engine.api, newestApi) < 0 ? engine.api : newestApi;
}
