import type { Service } from '../compose/model.ts';
import { fingerprint } from './fingerprint.ts';

/** Raised when the same model is mapped to other containers: they are then made anew, and that is said. */
const mapping = 1;

/** Keys that say nothing of a container itself, as in Compose's own hash. */
const ignored: ReadonlySet<string> = new Set([
  'attach',
  'build',
  'depends_on',
  'develop',
  'profiles',
  'pull_policy',
  'scale',
]);

const shortened = (value: unknown): string => fingerprint(value).slice(0, 8);

/** What a container is made from, by key: the service's own keys, and what they resolve to. */
export function configParts(
  service: Service,
  resolved: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const parts: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(service)) {
    if (ignored.has(key) || key.startsWith('x-') || value === undefined || value === null) continue;
    parts[key] = value;
  }
  const deploy = service.deploy;
  if (deploy !== undefined) {
    // Only these become part of a container; how many there are does not.
    const { resources, restart_policy } = deploy;
    if (resources === undefined && restart_policy === undefined) delete parts.deploy;
    else parts.deploy = { resources, restart_policy };
  }
  for (const [key, value] of Object.entries(resolved)) if (value !== undefined) parts[key] = value;
  return parts;
}

/** The fingerprint of a container's configuration; the order of keys does not matter. */
export const configHash = (parts: Readonly<Record<string, unknown>>): string =>
  fingerprint({ mapping, parts });

/**
 * Short fingerprints by key, for a label that tells later which key changed. Without the environment:
 * that is compared with the container itself, so that no trace of a value is in a label.
 */
export function shortParts(parts: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const { environment: _, ...rest } = parts;
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, shortened(value)]));
}
