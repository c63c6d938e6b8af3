import { ArrowDownToLine, Box, Check, Database, Ellipsis, FileCode, RefreshCw, Trash2 } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { DataStatus, Dataset } from '../../../shared/model/data.ts';
import { useClient } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { classNames } from '../../ui/class-names.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import { Duration } from '../../ui/duration.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Status } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { bakeDataset, switchTo } from './data-actions.ts';
import { askAboutData } from './data-dialog.ts';
import styles from './dataset-list.module.css';
import { datasetWord, listWords, sourceWords, switchPlan, switchWords } from './dataset-words.ts';

const icons = { seed: FileCode, snapshot: Database, saved: Box } as const;

const example = `datasets:
  demo: { seed: db/seeds/demo.sql }
  staging: { snapshot: staging, masking: db/masking.yaml }`;

export interface DatasetListProps {
  readonly place: StackPlace;
  readonly status: DataStatus;
  readonly refusal: string | undefined;
}

interface DatasetItemProps extends DatasetListProps {
  readonly dataset: Dataset;
}

function SwitchButton({ place, status, dataset, refusal }: DatasetItemProps) {
  const client = useClient();
  const here = status.dataset === dataset.name;
  const button = (
    <Button
      disabled={refusal !== undefined || dataset.state === 'baking'}
      aria-describedby="switch-plan"
      onClick={() => void switchTo(client, place, dataset)}
    >
      {switchWords(dataset, here)}
    </Button>
  );
  return <Tooltip text={refusal ?? switchPlan(status, dataset)}>{button}</Tooltip>;
}

function useEntries({ place, dataset, refusal }: DatasetItemProps): readonly MenuEntry[] {
  const client = useClient();
  const made = dataset.state === 'ready' || dataset.state === 'outdated';
  const { name, source, unpulled } = dataset;
  const cannot =
    refusal ?? (source.kind === 'saved' ? 'It was saved by hand: nothing to bake it from.' : undefined);
  const entry = (
    id: string,
    label: string,
    icon: ReactNode,
    how: Parameters<typeof bakeDataset>[3],
  ): MenuEntry =>
    cannot === undefined
      ? { kind: 'item', id, label, icon, run: () => void bakeDataset(client, place, name, how) }
      : { kind: 'disabled', id, label, icon, reason: cannot };
  return [
    ...(unpulled
      ? []
      : [entry('bake', made ? `Bake ${name} again` : `Bake ${name}`, <RefreshCw />, { again: made })]),
    ...(source.kind === 'snapshot'
      ? [
          entry('pull', `Pull and bake ${name}`, <ArrowDownToLine />, {
            again: made,
            pull: true,
          }),
        ]
      : []),
    { kind: 'line', id: 'line' },
    dataset.bytes === undefined
      ? {
          kind: 'disabled',
          id: 'remove',
          label: `Remove ${dataset.name}…`,
          icon: <Trash2 />,
          reason: 'Nothing of it is baked.',
        }
      : {
          kind: 'item',
          id: 'remove',
          label: `Remove ${dataset.name}…`,
          icon: <Trash2 />,
          danger: true,
          run: () => askAboutData({ kind: 'remove-dataset', ...place, dataset }),
        },
  ];
}

function DatasetItem(props: DatasetItemProps) {
  const { dataset, status } = props;
  const { name, source, state, cause, bytes, bakedAt, takenAt, switchMs, usedBy } = dataset;
  const Icon = icons[source.kind];
  const here = status.dataset === name;
  const others = usedBy.filter((environment) => environment !== status.environment);
  const age = takenAt ?? bakedAt;
  return (
    <li className={classNames(styles.item, here && styles.here)} aria-label={name}>
      <Icon aria-hidden size={16} className={styles.icon} />
      <div className={styles.names}>
        <p className={styles.name}>
          <span className={styles.word}>{name}</span>
          {here && (
            <span className={styles.current}>
              <Check aria-hidden size={12} /> in {status.environment} now
            </span>
          )}
          {others.length > 0 && <span className={styles.used}>in {listWords(others)}</span>}
        </p>
        <p className={styles.second} title={sourceWords(source)}>
          {sourceWords(source)}
        </p>
      </div>
      <div className={styles.state}>
        <Status {...datasetWord(state)} />
        <p className={styles.cause} title={cause}>
          {cause}
        </p>
      </div>
      <div className={styles.figures}>
        <p>
          {bytes === undefined ? <span className={styles.none}>no size yet</span> : <Bytes value={bytes} />}
        </p>
        <p className={styles.second}>
          {age === undefined ? (
            ''
          ) : (
            <>
              {takenAt === undefined ? 'baked ' : 'from '}
              <RelativeTime at={age} ago />
            </>
          )}
        </p>
      </div>
      <div className={styles.speed}>
        <p>{switchMs !== undefined && <Duration ms={switchMs} />}</p>
        <p className={styles.second}>
          {switchMs !== undefined ? 'last switch' : bytes !== undefined ? 'no switch yet' : ''}
        </p>
      </div>
      <div className={styles.actions}>
        <SwitchButton {...props} />
        <Menu
          align="end"
          trigger={
            <IconButton label={`More on ${name}`}>
              <Ellipsis />
            </IconButton>
          }
          entries={useEntries(props)}
        />
      </div>
    </li>
  );
}

/** Up and down between the switch buttons; Tab goes on through everything. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.defaultPrevented) return;
  const items = [...event.currentTarget.children];
  const at = items.findIndex((item) => item.contains(document.activeElement));
  const next = items[at + step]?.querySelector('button');
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

/** The datasets of a project as they are on the environment's host; the switch is one click. */
export function DatasetList({ place, status, refusal }: DatasetListProps) {
  return (
    <section className={styles.list} aria-labelledby="datasets">
      <header className={styles.header}>
        <h2 id="datasets">Datasets</h2>
        <p id="switch-plan" className={styles.plan}>
          {refusal ??
            `A switch replaces the data of ${listWords(status.services)}; a checkpoint is kept first.`}
        </p>
      </header>
      {status.datasets.length === 0 ? (
        <div className={styles.empty}>
          <p>
            backlot.yaml declares no dataset yet. Declare seeds and snapshots there, or save what{' '}
            {status.environment} holds now as one.
          </p>
          <CommandLine command={example} />
        </div>
      ) : (
        <ul className={styles.items} onKeyDown={moveFocus}>
          {status.datasets.map((dataset) => (
            <DatasetItem
              key={dataset.name}
              place={place}
              status={status}
              dataset={dataset}
              refusal={refusal}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
