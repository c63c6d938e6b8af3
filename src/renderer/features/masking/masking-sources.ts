import type { Dataset } from '../../../shared/model/data.ts';
import type { GraphNode } from '../../../shared/model/graph.ts';

/** Whose database, and which file; the file that is usual when absent. */
export interface MaskingSource {
  readonly environment: string;
  readonly file?: string | undefined;
}

export interface MaskingSources {
  /** Those of the snapshot datasets, each once. */
  readonly declared: readonly MaskingSource[];
  /** All that can be looked at: those, and every other environment. */
  readonly all: readonly MaskingSource[];
}

export const sourceKey = ({ environment, file = '' }: MaskingSource): string => `${environment}\n${file}`;

/** A source as it is chosen by. */
export const sourceWords = ({ environment, file }: MaskingSource): string =>
  file === undefined ? environment : `${environment}, ${file}`;

/** The databases that masking rules of a project can be for. */
export function maskingSources(
  datasets: readonly Dataset[],
  nodes: readonly Pick<GraphNode, 'name' | 'pattern'>[],
): MaskingSources {
  const declared = new Map<string, MaskingSource>();
  for (const { source } of datasets) {
    if (source.kind !== 'snapshot') continue;
    const one = { environment: source.environment, file: source.masking };
    declared.set(sourceKey(one), one);
  }
  const named = new Set([...declared.values()].map(({ environment }) => environment));
  const others = nodes
    .filter(({ name, pattern }) => !pattern && !named.has(name))
    .map(({ name }): MaskingSource => ({ environment: name }));
  return { declared: [...declared.values()], all: [...declared.values(), ...others] };
}
