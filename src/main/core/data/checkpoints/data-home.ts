import { createHash } from 'node:crypto';
import type { ListedVolume } from '../../docker/volumes.ts';
import type { StackIdentity } from '../../engine/identity.ts';
import { isOwn } from '../../engine/labels.ts';
import type { Pool } from '../pool/pool.ts';
import { parseState } from './data-state.ts';

/** Homes that are written of: those of one compose project, by name, with the folder that each belongs to. */
export type WrittenHomes = ReadonlyMap<string, string | undefined>;

interface HomeFacts {
  readonly volumes: readonly Pick<ListedVolume, 'Labels' | 'Options'>[];
  readonly written: WrittenHomes;
  /** Undefined where there is no pool yet. */
  readonly poolPath: string | undefined;
}

/** The home that a volume is bound to: "shop-dev" of "/…/environments/shop-dev/db-data". */
const homeOf = (
  { Options }: Pick<ListedVolume, 'Options'>,
  poolPath: string | undefined,
): string | undefined => {
  const root = `${poolPath}/environments/`;
  const device = Options.device ?? '';
  return device.startsWith(root) ? device.slice(root.length).split('/')[0] : undefined;
};

/**
 * Where an environment's data lies in a pool: the name of its folders in `environments` and `checkpoints`. It is
 * the compose project's name, unless another clone of the project has that one: then a short hash of the folder
 * is behind it. A clone that was moved finds its data as long as nobody else has it. Pure.
 */
export function dataHome(identity: StackIdentity, { volumes, written, poolPath }: HomeFacts): string {
  const { composeProject: base, workingDir, elsewhere } = identity;
  if (elsewhere === undefined) return base;
  const homes = volumes.flatMap((one) => {
    const home = homeOf(one, poolPath);
    return home === undefined ? [] : [{ home, own: isOwn(one.Labels, identity) }];
  });
  const names = [...new Set([base, ...written.keys()])];
  const lives = (folder: string | undefined): boolean =>
    folder !== undefined && folder !== workingDir && elsewhere(folder);
  const own = `${base}.${createHash('sha256').update(workingDir).digest('hex').slice(0, 8)}`;
  return (
    homes.find((one) => one.own)?.home ??
    names.find((name) => written.get(name) === workingDir) ??
    // What was written before folders were is told by its volumes alone.
    names.find((name) => !lives(written.get(name)) && !homes.some(({ home }) => home === name)) ??
    own
  );
}

/** States by home; the name of a compose project has no dot, so no other project's is among them. */
const homesScript = `
for file in "environments/$1.json" "environments/$1".*.json; do
  [ ! -e "$file" ] || printf '%s %s\\n' "$(basename "$file" .json)" "$(tr -d '\\n' < "$file")"
done
`;

/** Reads which homes are written of, where that counts. */
export async function readHomes(
  pool: Pool | undefined,
  identity: StackIdentity,
  signal: AbortSignal,
): Promise<WrittenHomes> {
  if (pool === undefined || identity.elsewhere === undefined) return new Map();
  const lines = (await pool.ask(homesScript, [identity.composeProject], signal)).split('\n');
  return new Map(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const [name = ''] = line.split(' ', 1);
        return [name, parseState(line.slice(name.length + 1))?.owner?.folder] as const;
      }),
  );
}
