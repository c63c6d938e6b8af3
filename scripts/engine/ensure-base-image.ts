import { findExecutable } from '../process/find-executable.ts';
import { buildBaseImage } from './build-base-image.ts';
import { chooseDebianSources } from './choose-debian-sources.ts';
import type { EngineEndpoint } from './engine-endpoint.ts';
import { ensureEngine, formatSteps } from './ensure-engine.ts';
import { installPackages } from './install-packages.ts';
import { observePlatform, type PlatformFacts } from './observe-platform.ts';
import { readErrorMessage } from './parse-progress-stream.ts';
import { pullImage } from './pull-image.ts';
import { readMachineApt } from './read-machine-apt.ts';
import { callEngine } from './request-engine.ts';

/** How the base image got there, or why it can't and what to do by hand. */
export type BaseImageResult =
  | { readonly how: 'present' | 'pulled' | 'built' }
  | { readonly how: 'impossible'; readonly reason: string; readonly steps: readonly string[] };

const NAME = 'debian';
const RELEASE = 'bookworm';
const TAG = 'bookworm-slim';

/** The base of every image Backlot builds. */
export const BASE_IMAGE = `${NAME}:${TAG}`;

/** Makes sure the engine holds the base image: already there, else pulled, else made from the machine's mirror. */
export async function ensureBaseImage(
  endpoint: EngineEndpoint,
  options: { readonly signal: AbortSignal; readonly log: (line: string) => void },
): Promise<BaseImageResult> {
  const { signal, log } = options;
  if (await hasImage(endpoint, BASE_IMAGE, signal)) return { how: 'present' };
  log(`Pulling ${BASE_IMAGE}`);
  const image = { name: NAME, tag: TAG };
  const pull = await pullImage(endpoint, image, signal);
  if (pull.pulled) return { how: 'pulled' };
  log(`It can't be pulled: ${pull.reason}`);
  const facts = observePlatform();
  const refusal = refuseToBuild(facts);
  if (refusal !== undefined)
    return impossible(`${BASE_IMAGE} can't be pulled (${pull.reason}), and ${refusal}`);
  const apt = await readMachineApt(signal);
  const debian = chooseDebianSources(apt.sources, facts.codename, RELEASE);
  if (debian === undefined) {
    return impossible(`${BASE_IMAGE} can't be pulled, and apt here has no Debian archive reached over HTTP`);
  }
  if (findExecutable('debootstrap') === undefined) {
    log('Installing debootstrap');
    const install = await installPackages(['debootstrap'], signal);
    if (!install.installed) return impossible(install.reason);
  }
  log(`Building ${BASE_IMAGE} from the Debian mirror of this machine; this takes about a minute`);
  try {
    await buildBaseImage({ endpoint, image, release: RELEASE, apt, debian, signal });
  } catch (error) {
    signal.throwIfAborted();
    const why = error instanceof Error ? error.message : String(error);
    return impossible(`${BASE_IMAGE} can't be pulled (${pull.reason}), nor built here: ${why}`);
  }
  return { how: 'built' };
}

/** Why the base image can't be made on this machine, or undefined when it can. */
export function refuseToBuild(facts: PlatformFacts): string | undefined {
  if (facts.platform !== 'linux' || !facts.apt) return 'only a Debian machine can build it';
  // An Ubuntu mirror holds no Debian release.
  if (facts.distribution !== 'debian')
    return `a ${facts.distribution} mirror holds no Debian release to build it from`;
  return facts.root ? undefined : 'building it needs root';
}

async function hasImage(endpoint: EngineEndpoint, image: string, signal: AbortSignal): Promise<boolean> {
  const path = `/images/${encodeURIComponent(image)}/json`;
  const { status, text } = await callEngine(endpoint, { method: 'GET', path, signal });
  if (status === 200) return true;
  if (status === 404) return false;
  throw new Error(`The engine could not look for ${image}: ${readErrorMessage(text)}`);
}

function impossible(reason: string): BaseImageResult {
  return {
    how: 'impossible',
    reason,
    steps: [
      `On a machine that can reach a registry: docker pull ${BASE_IMAGE} && docker save ${BASE_IMAGE} -o base.tar`,
      'Copy base.tar here, then: docker load -i base.tar',
    ],
  };
}

if (import.meta.main) {
  const signal = AbortSignal.timeout(900_000);
  const engine = await ensureEngine({ signal, log: console.log });
  const result = engine.ready
    ? await ensureBaseImage(engine.endpoint, { signal, log: console.log })
    : undefined;
  if (!engine.ready) console.error(formatSteps(engine.problem, engine.steps));
  else if (result?.how === 'impossible') console.error(formatSteps(result.reason, result.steps));
  else console.log(`${BASE_IMAGE}: ${result?.how}`);
  process.exitCode = result === undefined || result.how === 'impossible' ? 3 : 0;
}
