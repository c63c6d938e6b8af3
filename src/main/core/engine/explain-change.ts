import type { DesiredService } from './desired.ts';
import type { ObservedContainer, ObservedImage } from './observed.ts';

/** Names of the environment variables that differ, each with what happened; never a value. */
function environmentChanges(
  { service }: DesiredService,
  env: Readonly<Record<string, string>>,
  imageEnv: Readonly<Record<string, string>>,
): readonly string[] {
  const wanted = Object.entries(service.environment ?? {}).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  const names = new Set(wanted.map(([name]) => name));
  const changed = wanted.flatMap(([name, value]) => {
    if (env[name] === value) return [];
    const how = env[name] === undefined ? 'added' : 'changed';
    return [`environment variable ${name} ${how}`];
  });
  const removed = Object.keys(env)
    .filter((name) => !names.has(name) && env[name] !== imageEnv[name])
    // The engine sets these two by itself.
    .filter((name) => name !== 'PATH' && name !== 'HOSTNAME')
    .map((name) => `environment variable ${name} removed`);
  return [...changed, ...removed];
}

/** Why a container is not as wanted, in words; empty when it is. The image counts where it is known. */
export function explainChange(
  desired: DesiredService,
  container: ObservedContainer,
  image: ObservedImage | undefined,
): readonly string[] {
  const causes: string[] = [];
  if (container.hash !== desired.hash) {
    const before = container.parts;
    const after = desired.parts;
    for (const key of [...new Set([...Object.keys(after), ...Object.keys(before)])].sort()) {
      if (before[key] === after[key]) continue;
      const how = before[key] === undefined ? 'added' : after[key] === undefined ? 'removed' : 'changed';
      causes.push(`${key} ${how}`);
    }
    // What an older image brought along was not removed by anyone.
    const known = image !== undefined && image.id === container.imageId ? image.env : container.env;
    causes.push(...environmentChanges(desired, container.env ?? {}, known ?? {}));
    if (causes.length === 0) causes.push('its configuration changed');
  }
  if (image !== undefined && container.imageId !== image.id && !causes.includes('image changed'))
    causes.push('image digest changed');
  return causes;
}
