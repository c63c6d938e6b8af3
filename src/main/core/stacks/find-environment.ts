import type { BacklotConfig, EnvironmentConfig } from '../../../shared/config/backlot-yaml.ts';
import { BacklotError } from '../../../shared/errors.ts';

/** True when an environment's name is one that a pattern ("test.*") stands for, or is it itself. */
export const matchesEnvironment = (pattern: string, name: string): boolean =>
  pattern === name ||
  (pattern.endsWith('.*') && name.startsWith(pattern.slice(0, -1)) && name.length >= pattern.length);

/**
 * What backlot.yaml says of an environment, by its name or by the pattern that stands for it.
 * @throws BacklotError `not-found` with the names that there are.
 */
export function findEnvironment(
  { name: project, environments }: Pick<BacklotConfig, 'name' | 'environments'>,
  name: string,
): EnvironmentConfig {
  const found =
    environments[name] ?? Object.entries(environments).find(([key]) => matchesEnvironment(key, name))?.[1];
  if (found) return found;
  throw new BacklotError('not-found', `Project ${project} has no environment "${name}".`, {
    hint: `It has ${Object.keys(environments).join(', ') || 'none'}: choose one, or add it to backlot.yaml.`,
    details: { environment: name },
  });
}
