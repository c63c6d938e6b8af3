import { createHmac, randomBytes } from 'node:crypto';
import { BacklotError } from '../../../shared/errors.ts';
import type { ParityReport } from '../../../shared/model/parity.ts';
import type { StackAccess } from '../engine/stack-access.ts';
import { configName } from '../project/find-project.ts';
import { requireConfig } from '../project/load-config.ts';
import { pathExists } from '../project/path-exists.ts';
import { findEnvironment } from '../stacks/find-environment.ts';
import type { ProjectStacks } from '../stacks/stack-source.ts';
import { compareFacts } from './compare-facts.ts';
import type { EnvironmentFacts } from './fact.ts';
import { gatherFacts } from './gather-facts.ts';
import type { ImageContent } from './image-facts.ts';
import { readImage } from './read-image.ts';
import type { SecretHash } from './variable-facts.ts';

export interface ParityParts {
  readonly access: Pick<StackAccess, 'engine' | 'identity' | 'desired'>;
  readonly stacks: Pick<ProjectStacks, 'locate'>;
}

export interface ParityRequest {
  /** Absolute path. */
  readonly project: string;
  readonly left: string;
  readonly right: string;
}

/** Compares environments, and keeps what is in images: it does not change. */
export interface Parity {
  readonly compare: (request: ParityRequest, signal: AbortSignal) => Promise<ParityReport>;
}

const keptImages = 200;

export function createParity({ access, stacks }: ParityParts): Parity {
  const images = new Map<string, ImageContent>();
  // Of this process alone: hashes of two environments can be compared, and nothing can be looked up by them.
  const key = randomBytes(32);
  const hash: SecretHash = (text) => createHmac('sha256', key).update(text).digest('hex');

  return {
    async compare({ project, left, right }, signal) {
      if (left === right)
        throw new BacklotError('invalid-input', `${left} is compared with itself.`, {
          hint: 'Name two environments: backlot parity dev staging',
        });
      const config = (await pathExists(`${project}/${configName}`))
        ? (await requireConfig(project, signal)).config
        : undefined;
      const gather = async (environment: string): Promise<EnvironmentFacts> => {
        const ref = await stacks.locate({ project, environment }, signal);
        const [engine, identity, desired] = await Promise.all([
          access.engine(ref.host, signal),
          access.identity(ref, signal),
          // What runs can be compared without.
          access.desired(ref, signal).catch(() => undefined),
        ]);
        signal.throwIfAborted();
        const image = async (id: string, container: string, own: AbortSignal): Promise<ImageContent> => {
          const name = `${ref.host} ${id}`;
          const known = images.get(name) ?? (await readImage(engine, id, container, own));
          images.delete(name);
          images.set(name, known);
          for (const old of [...images.keys()].slice(0, -keptImages)) images.delete(old);
          return known;
        };
        return gatherFacts(
          {
            engine,
            identity,
            desired,
            hash,
            image,
            protected: config !== undefined && findEnvironment(config, environment).protected,
            secrets: new Set(config?.secrets),
          },
          signal,
        );
      };
      const [mine, theirs] = await Promise.all([gather(left), gather(right)]);
      return compareFacts(mine, theirs, config?.parity.expected ?? [], Date.now());
    },
  };
}
