import { Ban, ListTree, Play, Stethoscope, TestTubeDiagonal } from 'lucide-react';
import { callCore } from '../../state/call-core.ts';
import type { Link } from '../../state/link.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { showOperation, toggleDrawer, useUi } from '../../state/ui.ts';
import type { Command } from './command.ts';

/** Starts an operation that changes nothing but a scratch folder, and shows it. */
async function rehearse({ client }: Link): Promise<void> {
  const started = await callCore(() => client.rehearsal.start({ steps: 8, stepMs: 1200 }));
  if (started) showOperation(started.operation);
}

/** Commands on operations and on this machine; `unfinished` are those that run, wait or were interrupted. */
export const operationCommands = (link: Link, unfinished: readonly KnownOperation[]): readonly Command[] => [
  {
    id: 'operations:show',
    section: 'Operations',
    title: 'Show operations',
    keywords: ['drawer', 'progress'],
    shortcut: 'Mod+J',
    icon: ListTree,
    run: toggleDrawer,
  },
  ...unfinished.map(
    ({ id, title, state, cancelling }): Command =>
      state === 'interrupted'
        ? {
            id: `operations:resume:${id}`,
            section: 'Operations',
            title: `Resume ${title}`,
            icon: Play,
            run: () => void callCore(() => link.client.operations.resume({ id })),
          }
        : {
            id: `operations:cancel:${id}`,
            section: 'Operations',
            title: `Cancel ${title}`,
            keywords: ['stop', 'abort'],
            icon: Ban,
            disabled: cancelling ? 'It is being cancelled' : undefined,
            run: () => void callCore(() => link.client.operations.cancel({ id })),
          },
  ),
  {
    id: 'operations:rehearse',
    section: 'Operations',
    title: 'Rehearse an operation',
    keywords: ['try', 'test', 'progress', 'cancel'],
    note: 'changes nothing',
    icon: TestTubeDiagonal,
    run: () => void rehearse(link),
  },
  {
    id: 'operations:check',
    section: 'Operations',
    title: 'Check this machine',
    keywords: ['doctor', 'docker', 'health'],
    icon: Stethoscope,
    run: () => {
      useUi.setState({ doctorOpen: true });
      void callCore(() => link.client.doctor.refresh({}));
    },
  },
];
