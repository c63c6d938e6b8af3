import { Bookmark, Database, Eraser, Redo2, Undo2 } from 'lucide-react';
import { navigate } from 'wouter/use-hash-location';
import type { Project } from '../../../shared/model/project.ts';
import type { KnownData } from '../../state/data.ts';
import type { Link } from '../../state/link.ts';
import { redoChange, switchTo, undoChange } from '../data/data-actions.ts';
import { askAboutData } from '../data/data-dialog.ts';
import { dataRoutes, openData } from '../data/data-path.ts';
import { dataRefusal, switchPlan, switchWords } from '../data/dataset-words.ts';
import { lastChange } from '../data/time-line-entries.ts';
import { askPull } from '../snapshots/pull-request.ts';
import type { Command } from './command.ts';

/** Commands on the data of one environment, and the way to masking and snapshots. */
export function dataCommands(
  { client }: Link,
  project: Project | undefined,
  environment: string,
  known: KnownData,
  busy: string | undefined,
): readonly Command[] {
  const node = project?.graph.nodes.find(({ name }) => name === environment);
  if (!project || !node) return [];
  const place = { project: project.path, environment };
  const { status } = known;
  const refusal = dataRefusal(node, known, busy);
  return [
    {
      id: `data:switch:${environment}`,
      section: 'Data',
      title: 'Switch dataset…',
      keywords: ['data', 'seed', 'snapshot', 'reset'],
      note: environment,
      icon: Database,
      run: () => openData(environment),
    },
    {
      id: `data:undo:${environment}`,
      section: 'Data',
      title: 'Undo the last change of data',
      keywords: ['back', 'revert', 'restore'],
      note: status ? lastChange(status)?.text : undefined,
      icon: Undo2,
      disabled: refusal ?? (status?.canUndo ? undefined : 'Nothing has changed it so far'),
      run: () => void undoChange(client, place),
    },
    {
      id: `data:redo:${environment}`,
      section: 'Data',
      title: 'Redo the change of data',
      icon: Redo2,
      disabled: refusal ?? (status?.canRedo ? undefined : 'Nothing was undone'),
      run: () => void redoChange(client, place),
    },
    {
      id: `data:checkpoint:${environment}`,
      section: 'Data',
      title: 'Save a checkpoint…',
      keywords: ['keep', 'data'],
      note: environment,
      icon: Bookmark,
      disabled: refusal,
      run: () => askAboutData({ kind: 'save-checkpoint', ...place }),
    },
    ...(status?.datasets ?? []).map(
      (dataset): Command => ({
        id: `data:use:${environment}:${dataset.name}`,
        section: 'Data',
        title: switchWords(dataset, status?.dataset === dataset.name, environment),
        note: status && switchPlan(status, dataset),
        icon: Database,
        disabled: refusal,
        run: () => {
          openData(environment);
          void switchTo(client, place, dataset);
        },
      }),
    ),
    {
      id: 'data:masking',
      section: 'Data',
      title: 'Show masking rules',
      keywords: ['anonymise', 'personal', 'columns'],
      icon: Eraser,
      run: () => navigate(dataRoutes.masking),
    },
    {
      id: 'data:pull',
      section: 'Data',
      title: 'Pull a snapshot…',
      keywords: ['staging', 'masked', 'data'],
      icon: Database,
      run: askPull,
    },
  ];
}
