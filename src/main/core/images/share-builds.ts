import { isCancelled } from '../../../shared/errors.ts';
import type { Engine } from '../docker/connect-engine.ts';
import { type BuildOptions, type BuildOrder, type BuiltImage, buildImage } from './build-image.ts';
import { tagImage } from './tag-image.ts';

/** Builds of one run: what is asked for twice is built once and named twice. */
export interface SharedBuilds {
  /** `shared` is true when another service's build made it. */
  readonly build: (
    order: BuildOrder,
    options: BuildOptions,
    signal: AbortSignal,
  ) => Promise<BuiltImage & { readonly shared: boolean }>;
}

/** Equal for builds of the same folder with the same settings; names do not count. */
export function buildKey({ build, secrets }: BuildOrder): string {
  const { tags: _tags, ...own } = build;
  const used = (build.secrets ?? []).map(({ source }) => [source, secrets[source]]);
  const sorted = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify([own, used], sorted);
}

/** Remembers the builds of one run of one engine; make a new one for the next run. */
export function shareBuilds(engine: Engine): SharedBuilds {
  const builds = new Map<string, Promise<BuiltImage>>();
  const build: SharedBuilds['build'] = async (order, options, signal) => {
    const key = buildKey(order);
    const running = builds.get(key);
    if (running === undefined) {
      const own = buildImage(engine, order, options, signal);
      builds.set(key, own);
      try {
        return { ...(await own), shared: false };
      } catch (error) {
        builds.delete(key);
        throw error;
      }
    }
    try {
      const built = await running;
      for (const tag of order.tags) await tagImage(engine, built.id, tag, signal);
      return { ...built, shared: true };
    } catch (error) {
      // Cancelled by the one who began it, not by us.
      if (isCancelled(error) && !signal.aborted) return build(order, options, signal);
      throw error;
    }
  };
  return { build };
}
