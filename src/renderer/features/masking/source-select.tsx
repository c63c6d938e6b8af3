import { Database } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { type MaskingSource, type MaskingSources, sourceKey, sourceWords } from './masking-sources.ts';

export interface SourceSelectProps extends MaskingSources {
  /** Absent while nobody has chosen: the core takes that of the snapshot dataset then. */
  readonly chosen: MaskingSource | undefined;
  readonly onChoose: (source: MaskingSource) => void;
}

/** Chooses between the databases of a project; nothing where the one that is declared goes without saying. */
export function SourceSelect({ declared, all, chosen, onChoose }: SourceSelectProps) {
  const shown = chosen ?? declared[0];
  if (!shown || (chosen === undefined && declared.length < 2)) return null;
  return (
    <Select
      label="Database"
      value={sourceKey(shown)}
      options={all.map((source) => ({ value: sourceKey(source), label: sourceWords(source) }))}
      onChange={(value) => {
        const next = all.find((source) => sourceKey(source) === value);
        if (next) onChoose(next);
      }}
    />
  );
}

/** The question of whose database the rules are for, where backlot.yaml does not say it. */
export function ChooseSource({ all, onChoose }: Pick<SourceSelectProps, 'all' | 'onChoose'>) {
  return (
    <EmptyState
      icon={<Database />}
      title="Whose database are the rules for?"
      actions={
        <Menu
          trigger={<Button variant="primary">Choose a database…</Button>}
          entries={all.map((source) => ({
            kind: 'item',
            id: sourceKey(source),
            label: sourceWords(source),
            run: () => onChoose(source),
          }))}
        />
      }
    >
      <p>No dataset of backlot.yaml is a snapshot, so it does not go without saying.</p>
    </EmptyState>
  );
}
