import type { DataStatus, Dataset, DatasetSource, DatasetState } from '../../../shared/model/data.ts';
import { agoText, bytesText, durationText } from './quantity-text.ts';
import type { Icons, Paint, Tone } from './styled-text.ts';
import { tableText } from './table-text.ts';
import { oneLine } from './terminal-text.ts';

const looks: Readonly<Record<DatasetState, { readonly icon: keyof Icons; readonly tone: Tone }>> = {
  ready: { icon: 'done', tone: 'good' },
  baking: { icon: 'running', tone: 'busy' },
  outdated: { icon: 'warn', tone: 'warn' },
  'not-baked': { icon: 'waiting', tone: 'dim' },
  broken: { icon: 'failed', tone: 'bad' },
};

function sourceText(source: DatasetSource): string {
  const { kind } = source;
  switch (kind) {
    case 'seed':
      return `seed ${source.files.join(', ')}`;
    case 'snapshot':
      return `snapshot of ${source.environment}`;
    case 'saved':
      return `saved from ${source.environment}`;
  }
}

/** Where, since when, how a switch works here, and what the disk really has. */
function footText(status: DataStatus, now: number): readonly string[] {
  const { environment, dataset, since, named, tier, tierCause, disk } = status;
  const holds = dataset === undefined ? 'data of its own making' : dataset;
  const age = since === undefined ? '' : `, ${agoText(since, now)}`;
  const budget = disk.budget === undefined ? '' : `, budget ${bytesText(disk.budget)}`;
  return [
    `${environment} holds ${holds}${age}.`,
    // Whoever switched to another one meant it.
    ...(named === undefined || dataset !== undefined
      ? []
      : [`backlot.yaml names ${named} for it; to switch: backlot dataset use ${named} -e ${environment}`]),
    `Clones by ${tier}: ${tierCause}.`.replace(/\.\.$/, '.'),
    `Disk: ${bytesText(disk.used)} used of ${bytesText(disk.logical)} in all copies${budget}, ${bytesText(disk.free)} free.`,
  ];
}

/** The datasets of an environment as a table; the one it holds is marked. */
export function datasetsText(status: DataStatus, now: number, icons: Icons, paint: Paint): string {
  const { datasets } = status;
  const rows = datasets.map((one) => [
    `${one.name === status.dataset ? '* ' : '  '}${one.name}`,
    `${icons[looks[one.state].icon]} ${one.state}`,
    sourceText(one.source),
    one.bytes === undefined ? '-' : bytesText(one.bytes),
    one.bakedAt === undefined ? '-' : agoText(one.bakedAt, now),
    one.switchMs === undefined ? '-' : durationText(one.switchMs),
    // Of one that is ready the cause goes without saying.
    one.state === 'ready' ? '' : one.cause,
  ]);
  const table =
    datasets.length === 0
      ? 'No datasets yet: declare one under datasets in backlot.yaml, or run backlot dataset save.'
      : tableText(
          ['  DATASET', 'STATE', 'SOURCE', 'SIZE', 'BAKED', 'SWITCH', 'CAUSE'],
          rows,
          (cell, row, column) => {
            const dataset = datasets[row];
            return column === 1 && dataset ? paint(cell, looks[dataset.state].tone) : cell;
          },
        );
  return [table, '', ...footText(status, now).map(oneLine)].join('\n');
}

/** What removing a dataset takes away, and what it leaves. */
export function removalText({ name, source, bytes, bakedAt, usedBy }: Dataset, now: number): string {
  const size = bytes === undefined ? 'It is not baked' : `Its frozen volumes have ${bytesText(bytes)}`;
  const age = bakedAt === undefined ? '' : `, baked ${agoText(bakedAt, now)}`;
  const again =
    source.kind === 'saved'
      ? 'It was made by hand and cannot be made again.'
      : 'It stays declared in backlot.yaml and can be baked again.';
  const clones = usedBy.length === 0 ? [] : [`Kept where it is held: ${usedBy.join(', ')}.`];
  return [`Dataset ${name}: ${sourceText(source)}.`, `${size}${age}.`, again, ...clones]
    .map(oneLine)
    .join('\n');
}
