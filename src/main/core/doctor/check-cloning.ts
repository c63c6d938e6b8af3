import { BacklotError, isCancelled } from '../../../shared/errors.ts';
import type { CloneTier } from '../../../shared/model/data.ts';
import { poolFacts } from '../data/pool/pool-facts.ts';
import { connectEngine } from '../docker/connect-engine.ts';
import type { DockerContext } from '../docker/contexts.ts';
import { type CloningTier, cloningTier } from './cloning-tier.ts';
import { engineIsHere } from './engine-is-here.ts';
import { fileSystemOf } from './file-system.ts';
import type { Examiner, Finding } from './finding.ts';
import { kernelHas } from './kernel-has.ts';

const methods: Readonly<Record<CloningTier['tier'], string>> = {
  1: 'copies that share blocks',
  2: 'a pool that shares blocks',
  3: 'full copies, with a spare made ready in the background',
};

/** What a tier means for the user. */
export function judgeCloning({ tier, certain, why }: CloningTier): Finding {
  const found = `tier ${tier}${certain ? '' : ' likely'}, ${methods[tier]}: ${why}`;
  if (tier !== 3) return { status: 'ok', found };
  return {
    status: 'warn',
    found,
    problem: 'Each copy of a dataset takes its full size on disk, and a new one takes time to make.',
    howTo: {
      steps: ['Keep Docker\'s data on an XFS or Btrfs file system ("data-root" in Docker\'s daemon.json).'],
    },
  };
}

const tierNumbers: Readonly<Record<CloneTier, CloningTier['tier']>> = { reflink: 1, pool: 2, copy: 3 };

/** How the pool of the engine really clones; undefined where none was made yet, or it can't be asked. */
async function realTier(context: DockerContext, signal: AbortSignal): Promise<CloningTier | undefined> {
  const engine = await connectEngine(context, signal).catch(() => undefined);
  if (engine === undefined) return undefined;
  try {
    const facts = await poolFacts(engine, signal);
    return facts && { tier: tierNumbers[facts.tier], certain: true, why: facts.cause };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return undefined;
  } finally {
    engine.close();
  }
}

/** How volumes are cloned on the current engine, or will be; nothing privileged is tried for it. */
export const checkCloning = (context: DockerContext): Examiner => ({
  id: 'cloning',
  group: 'storage',
  title: 'Cloning of datasets',
  examine: async ({ inspect, machine }, signal) => {
    const info = await inspect(context).catch((error: unknown) => {
      if (isCancelled(error) || !(error instanceof BacklotError)) throw error;
      return undefined;
    });
    if (info === undefined) return { status: 'skipped', found: 'not known while the engine does not answer' };
    const real = await realTier(context, signal);
    if (real !== undefined) return judgeCloning(real);
    const here = engineIsHere(context, info, machine);
    // With the containerd image store the engine no longer says what it lies on.
    const seen = here
      ? await fileSystemOf(info.rootDirectory, machine.platform).catch(() => undefined)
      : undefined;
    const kernel = here ? await kernelHas(machine.kernel) : { loop: undefined, xfs: undefined };
    return judgeCloning(
      cloningTier({
        fileSystem: seen ?? info.backingFilesystem,
        confined: info.rootless || info.userNamespaces,
        ...kernel,
      }),
    );
  },
});
