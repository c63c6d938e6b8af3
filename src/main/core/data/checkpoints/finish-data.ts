import { z } from 'zod';
import { isCancelled } from '../../../../shared/errors.ts';
import type { StackRef } from '../../engine/stack-access.ts';
import type { StepContext } from '../../operations/define-operation.ts';
import type { Pool } from '../pool/pool.ts';
import { chooseExpired, usualRetention } from './choose-expired.ts';
import type { DataParts } from './data-parts.ts';
import { withoutKept } from './decide-exchange.ts';
import { forgetScript } from './exchange-scripts.ts';
import type { DataAct } from './plan-exchange.ts';
import { readState, writeState } from './read-state.ts';

/** What was exchanged is on the disk from here on, whatever happens to the power. */
const keepScript = 'sync "environments/$1.json"';

const moment = z.object({ at: z.number() }).optional().catch(undefined);

/**
 * What is left to do once the environment runs again: notes how long it stood, removes checkpoints over the
 * budget, makes the next spare. A failure of it is told and harms nothing.
 */
export async function finishData(
  pool: Pool,
  project: string,
  act: DataAct,
  place: StackRef,
  context: Pick<StepContext, 'operation' | 'output' | 'note' | 'warning' | 'signal'>,
  { retention = usualRetention, datasets }: Pick<DataParts, 'retention' | 'datasets'>,
): Promise<void> {
  const { operation, output, note, warning, signal } = context;
  const stopped = moment.parse(output('stop'));
  const started = moment.parse(output('start'));
  const ms = stopped && started && started.at - stopped.at;
  if (ms !== undefined) note(`its data was away for ${ms} ms`);
  try {
    let state = await readState(pool, project, signal);
    const switched = act.kind === 'use' && ms !== undefined;
    if (switched) state = { ...state, switchMs: { ...state.switchMs, [act.dataset]: ms } };
    const automatic = state.checkpoints.filter((one) => one.automatic).map(({ id }) => id);
    const used = await pool.usage(
      automatic.map((id) => `checkpoints/${project}/${id}`),
      signal,
    );
    const own = new Map(automatic.map((id, index) => [id, used[index]?.ownBytes ?? 0]));
    const gone = chooseExpired(state, own, retention);
    if (switched || gone.length > 0) await writeState(pool, project, withoutKept(state, gone), signal);
    for (const id of gone) {
      await pool.remove(`checkpoints/${project}/${id}`, signal);
      note(`checkpoint ${id} is removed: it is over the budget`);
    }
    await pool.ask(keepScript, [project], signal);
    await pool.ask(forgetScript, [project, `work/${operation}`], signal);
    if (act.kind === 'use' && pool.tier === 'copy')
      for (const folder of Object.values((await datasets.require(place, act.dataset, signal)).volumes))
        await pool.prepare(folder, signal);
  } catch (error) {
    if (isCancelled(error)) throw error;
    warning(error instanceof Error ? error.message : String(error));
  }
}
