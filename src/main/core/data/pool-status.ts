import type { PoolStatus } from '../../../shared/model/pool.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { listVolumes } from '../docker/volumes.ts';
import { parseState } from './checkpoints/data-state.ts';
import type { Pools } from './pool/pool.ts';

export interface PoolStatusParts {
  readonly pools: Pick<Pools, 'existing'>;
  readonly engine: (host: string, signal: AbortSignal) => Promise<Engine>;
}

const listScript = `
for folder in datasets/*/*; do
  [ ! -d "$folder" ] || echo "dataset \${folder#datasets/}"
done
for folder in checkpoints/*/*; do
  [ ! -d "$folder" ] || echo "checkpoint \${folder#checkpoints/}"
done
for file in environments/*.json; do
  [ ! -e "$file" ] || echo "state $(tr -d '\\n' < "$file")"
done
`;

/** What a pool holds, as its script lists it. Pure. */
export function parsePoolList(text: string): Pick<PoolStatus, 'datasets' | 'checkpoints'> {
  const datasets: string[] = [];
  const kept: { readonly environment: string; readonly id: string }[] = [];
  const names = new Map<string, string>();
  for (const line of text.split('\n')) {
    const rest = line.slice(line.indexOf(' ') + 1);
    if (line.startsWith('dataset ')) datasets.push(rest);
    else if (line.startsWith('checkpoint ')) {
      const [environment = '', id = ''] = rest.split('/');
      kept.push({ environment, id });
    } else if (line.startsWith('state '))
      for (const { id, name } of parseState(rest)?.checkpoints ?? []) if (name) names.set(id, name);
  }
  const checkpoints = [...Map.groupBy(kept, ({ environment }) => environment)].map(([environment, own]) => ({
    environment,
    count: own.length,
    named: own.flatMap(({ id }) => names.get(id) ?? []),
  }));
  return { datasets, checkpoints };
}

/** Makes what shows the pool of a host; undefined where there is none. It makes none. */
export const createPoolStatus =
  ({ pools, engine }: PoolStatusParts) =>
  async (host: string, signal: AbortSignal): Promise<PoolStatus | undefined> => {
    const pool = await pools.existing(host, signal);
    if (pool === undefined) return undefined;
    const [volumes, { size, free }, listed] = await Promise.all([
      listVolumes(await engine(host, signal), signal),
      pool.space(signal),
      pool.ask(listScript, [], signal),
    ]);
    return {
      host,
      tier: pool.tier,
      tierCause: pool.tierCause,
      size,
      free,
      volumes: volumes
        .filter(({ Options }) => Options.device?.startsWith(`${pool.path}/`))
        .map(({ Name }) => Name)
        .sort(),
      ...parsePoolList(listed),
    };
  };
