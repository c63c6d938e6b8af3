import type { Engine } from '../../docker/connect-engine.ts';
import { startContainer } from '../../docker/containers.ts';
import type { DesiredStack } from '../../engine/desired.ts';
import { explainStart } from '../../engine/explain-start.ts';
import { runHooks } from '../../engine/run-hooks.ts';
import { waitReady } from '../../engine/wait-ready.ts';
import type { Holder } from './look-at-data.ts';

export interface StartOptions {
  readonly ready: Set<string>;
  readonly progress: (text: string) => void;
}

/**
 * Starts containers again and waits until they are ready, those that others of them need first. A container
 * that never ran is left to `up`.
 * @throws BacklotError as `waitReady` does.
 */
export async function startHolders(
  engine: Engine,
  desired: DesiredStack,
  holders: readonly Pick<Holder, 'id' | 'service' | 'name'>[],
  { ready, progress }: StartOptions,
  signal: AbortSignal,
): Promise<void> {
  const failed = new AbortController();
  const own = AbortSignal.any([signal, failed.signal]);
  const done = new Map<string, Promise<void>>();

  const begin = async (
    { id, name }: Pick<Holder, 'id' | 'name'>,
    service: DesiredStack['services'][number] | undefined,
    first: readonly Promise<void>[],
  ): Promise<void> => {
    await Promise.all(first);
    try {
      await startContainer(engine, id, own);
    } catch (error) {
      throw await explainStart(engine, name, error, own);
    }
    const hooks = service?.service.post_start ?? [];
    if (service !== undefined && hooks.length > 0)
      await runHooks(engine, id, { hooks, service: service.name, when: 'post_start' }, own);
    await waitReady(
      engine,
      { id, resource: service?.name ?? name, job: service?.job ?? false, progress },
      own,
    );
    ready.add(id);
  };

  const names = desired.services.map(({ name }) => name);
  // Each comes after those it needs, so that their promises are there.
  const order = holders.toSorted((a, b) => names.indexOf(a.service) - names.indexOf(b.service));
  const all = order.map((holder) => {
    const service = desired.services.find(({ name }) => name === holder.service);
    const first = service?.needs.flatMap((need) => done.get(need.service) ?? []) ?? [];
    const work = begin(holder, service, first);
    const before = done.get(holder.service);
    done.set(holder.service, before ? Promise.all([before, work]).then(() => {}) : work);
    return work;
  });
  try {
    await Promise.all(all);
  } catch (error) {
    failed.abort();
    await Promise.allSettled(all);
    throw error;
  }
}
