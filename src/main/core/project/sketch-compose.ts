import { parseYaml } from './parse-yaml.ts';

/** A service as far as `backlot init` looks at it. */
export interface ServiceSketch {
  readonly name: string;
  readonly image?: string | undefined;
  /** Built from the repository rather than pulled. */
  readonly built: boolean;
  /** The named volumes it owns; with one it is stateful. */
  readonly volumes: readonly string[];
}

/** What a compose file says at a glance; nothing is interpolated, merged or validated. */
export interface ComposeSketch {
  readonly name?: string | undefined;
  readonly services: readonly ServiceSketch[];
  /** The variables that it takes from the environment, by name. */
  readonly variables: readonly string[];
  /** Why the text could not be read, in words. */
  readonly flaw?: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The named volume of one entry under `volumes`; undefined for bind mounts and anonymous volumes. */
function namedVolume(entry: unknown): string | undefined {
  if (typeof entry === 'string') {
    const [source = '', target] = entry.split(':');
    return target !== undefined && /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(source) ? source : undefined;
  }
  return isFields(entry) && entry.type === 'volume' ? textOf(entry.source) : undefined;
}

function sketchService(name: string, value: unknown): ServiceSketch {
  const fields = isFields(value) ? value : {};
  const volumes = Array.isArray(fields.volumes) ? fields.volumes : [];
  const image = textOf(fields.image);
  return {
    name,
    ...(image === undefined ? {} : { image }),
    built: fields.build !== undefined,
    volumes: [...new Set(volumes.map(namedVolume).filter((volume) => volume !== undefined))],
  };
}

/** Reads the text of a compose file as far as it goes; never throws. */
export function sketchCompose(text: string): ComposeSketch {
  const { value, flaws } = parseYaml(text);
  const variables = Array.from(
    text.matchAll(/(?<!\$)\$\{?([A-Za-z_][A-Za-z0-9_]*)/g),
    ([, name = '']) => name,
  );
  if (!isFields(value)) {
    const flaw = flaws.find(({ severity }) => severity === 'error')?.message ?? 'It holds no services.';
    return { services: [], variables: [], flaw };
  }
  const name = textOf(value.name);
  const services = isFields(value.services) ? Object.entries(value.services) : [];
  return {
    ...(name === undefined ? {} : { name }),
    services: services.map(([service, fields]) => sketchService(service, fields)),
    variables: [...new Set(variables)],
  };
}

/** Services of several files as one list: a later file adds to the service of an earlier one. */
export function mergeSketches(sketches: readonly ComposeSketch[]): readonly ServiceSketch[] {
  const merged = new Map<string, ServiceSketch>();
  for (const service of sketches.flatMap(({ services }) => services)) {
    const before = merged.get(service.name);
    merged.set(
      service.name,
      before
        ? {
            ...before,
            ...service,
            built: before.built || service.built,
            volumes: [...new Set([...before.volumes, ...service.volumes])],
          }
        : service,
    );
  }
  return [...merged.values()];
}
