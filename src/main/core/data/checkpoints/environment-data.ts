import { createHash } from 'node:crypto';
import { z } from 'zod';
import { BacklotError } from '../../../../shared/errors.ts';
import { startContainer } from '../../docker/containers.ts';
import { orAbsent } from '../../docker/refused.ts';
import type { StackAccess } from '../../engine/stack-access.ts';
import type { EnvironmentData } from '../datasets/dataset-verbs.ts';
import { copyVolume } from '../pool/adopt-volumes.ts';
import { volumeFolder } from '../pool/environment-volumes.ts';
import type { Pool, Pools } from '../pool/pool.ts';
import { type EnvironmentView, lookAtData } from './look-at-data.ts';
import { refuseForeign } from './plan-exchange.ts';
import { stopHolders } from './stop-holders.ts';

/** Starting again what was stopped is not given up with the work, in milliseconds. */
const startAgainMs = 60_000;

const ids = z.array(z.string()).catch([]);

/** Notes what is about to be stopped, beside what an attempt that died has noted. Answers both. */
const noteScript = `
file=environments/$1.stopped
if [ -e "$file" ]; then cat "$file"; else printf %s "$2" > "$file.new"; sync "$file.new"; mv "$file.new" "$file"; printf %s "$2"; fi
`;
const forgetScript = 'rm -f "environments/$1.stopped"';
const beginScript = 'rm -rf "$1"; mkdir -p "$1" "$(dirname "$2")"; [ ! -e "$2" ]';
const placeScript = 'mv -T "$1" "$2"; rm -rf "$3"';

async function copyAll(view: EnvironmentView, pool: Pool, work: string, signal: AbortSignal): Promise<void> {
  const { engine, volumes, home } = view;
  for (const { key, name, place } of volumes) {
    if (place === 'absent') continue;
    const to = `${work}/data/${key}`;
    if (place === 'pool') await pool.clone(volumeFolder(home, key), to, signal);
    else await copyVolume(engine, pool, name, { folder: to, work, key }, signal);
  }
}

/** What the datasets' side may ask of environments' data. */
export const createEnvironmentData = (parts: {
  readonly access: StackAccess;
  readonly pools: Pools;
}): EnvironmentData => ({
  async freeze(place, into, signal) {
    const pool = await parts.pools.of(place.host, signal);
    const view = await lookAtData(parts, place, signal);
    refuseForeign(view);
    const { engine, desired, home, holders, postmasters, volumes } = view;
    const there = volumes.filter((one) => one.place !== 'absent');
    if (there.length === 0)
      throw new BacklotError('not-found', `${place.environment} has no data yet.`, {
        hint: 'Bring it up ("backlot up"), or switch it to a dataset.',
      });
    const work = `work/freeze-${createHash('sha256').update(into).digest('hex').slice(0, 16)}`;
    await pool.ask(beginScript, [`${work}/data`, into], signal);
    const running = holders.filter((one) => one.running);
    const noted = await pool.ask(noteScript, [home, JSON.stringify(running.map(({ id }) => id))], signal);
    const again = new Set([...ids.parse(JSON.parse(noted)), ...running.map(({ id }) => id)]);
    const since = performance.now();
    try {
      await stopHolders(engine, desired, running, { postmasters }, signal, () => {});
      await copyAll(view, pool, work, signal);
    } finally {
      const own = AbortSignal.timeout(startAgainMs);
      await Promise.all([...again].map((id) => orAbsent(startContainer(engine, id, own))));
      await pool.ask(forgetScript, [home], own);
    }
    const stoppedMs = running.length === 0 ? 0 : Math.round(performance.now() - since);
    await pool.ask(placeScript, [`${work}/data`, into, work], signal);
    return { stoppedMs, volumes: Object.fromEntries(there.map(({ key }) => [key, `${into}/${key}`])) };
  },
});
