import { useState } from 'react';
import type { Dataset } from '../../../shared/model/data.ts';
import { Select } from '../../ui/select.tsx';

export interface MaskingSource {
  readonly environment: string;
  readonly file: string;
}

export interface SourceSelectProps {
  /** Each once; none while nobody knows, or where no snapshot is declared. */
  readonly sources: readonly MaskingSource[];
  readonly chosen: MaskingSource | undefined;
  readonly onChoose: (source: MaskingSource) => void;
}

const keyOf = ({ environment, file }: MaskingSource): string => `${environment} ${file}`;

/** The masking files of the snapshot datasets; one is chosen by hand only where there are several. */
export function useMaskingSource(datasets: readonly Dataset[] | undefined): SourceSelectProps {
  const [picked, setPicked] = useState<string>();
  const sources = new Map<string, MaskingSource>();
  for (const { source } of datasets ?? []) {
    if (source.kind !== 'snapshot') continue;
    const one = { environment: source.environment, file: source.masking };
    sources.set(keyOf(one), one);
  }
  return {
    sources: [...sources.values()],
    chosen: picked === undefined ? undefined : sources.get(picked),
    onChoose: (source) => setPicked(keyOf(source)),
  };
}

/** Chooses between the masking files of a project; nothing where there is one. */
export function SourceSelect({ sources, chosen, onChoose }: SourceSelectProps) {
  const [first] = sources;
  if (!first || sources.length < 2) return null;
  return (
    <Select
      label="Masking file"
      value={keyOf(chosen ?? first)}
      options={sources.map((source) => ({
        value: keyOf(source),
        label: `${source.file}, ${source.environment}`,
      }))}
      onChange={(value) => {
        const next = sources.find((source) => keyOf(source) === value);
        if (next) onChoose(next);
      }}
    />
  );
}
