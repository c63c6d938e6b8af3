import { ArrowDownToLine, ExternalLink, Layers, Logs, Play } from 'lucide-react';
import type { Project } from '../../../shared/model/project.ts';
import type { KnownStack } from '../../state/stacks.ts';
import { actionRefusal } from '../stacks/action-refusal.ts';
import { askPlan } from '../stacks/plan-request.ts';
import { openEnvironment, showLogs } from '../stacks/stack-view.ts';
import { exists } from '../stacks/stack-words.ts';
import type { Command } from './command.ts';

const noPage = (url: string): string => `This window opens no address; copy ${url} from the environment`;

/** Commands on one environment; none when the project does not have it. */
export function stackCommands(
  project: Project | undefined,
  environment: string,
  known: KnownStack,
  host: string | undefined,
): readonly Command[] {
  const node = project?.graph.nodes.find(({ name }) => name === environment);
  if (!project || !node) return [];
  const place = { project: project.path, environment };
  const refusal = actionRefusal(node, known);
  const there = known.status !== undefined && (exists(known.status) || known.status.volumes.length > 0);
  const pages = (known.status?.services ?? []).flatMap(({ name, addresses }) =>
    addresses.flatMap(({ url, port }) => (url === undefined ? [] : [{ name, url, port }])),
  );
  return [
    {
      id: `stack:up:${environment}`,
      section: 'Environment',
      title: `Bring up ${environment}`,
      keywords: ['start', 'run', 'apply'],
      icon: Play,
      disabled: refusal,
      run: () => askPlan({ kind: 'up', ...place }),
    },
    {
      id: `stack:down:${environment}`,
      section: 'Environment',
      title: `Take down ${environment}`,
      keywords: ['remove', 'stop', 'delete'],
      icon: ArrowDownToLine,
      disabled: refusal ?? (there ? undefined : 'Nothing of it is there.'),
      run: () => askPlan({ kind: 'down', ...place }),
    },
    {
      id: `stack:logs:${environment}`,
      section: 'Environment',
      title: `Show logs of ${environment}`,
      icon: Logs,
      run: () => {
        showLogs();
        openEnvironment(environment);
      },
    },
    {
      id: `stack:show:${environment}`,
      section: 'Environment',
      title: `Open environment ${environment}`,
      keywords: ['services'],
      icon: Layers,
      run: () => openEnvironment(environment),
    },
    ...pages.map(
      ({ name, url, port }): Command => ({
        id: `stack:open:${environment}:${name}:${port}`,
        section: 'Environment',
        title: `Open ${name}`,
        keywords: ['browser', 'port'],
        note: url,
        icon: ExternalLink,
        disabled: host === 'electron' ? noPage(url) : undefined,
        run: () => {
          window.open(url, '_blank', 'noopener,noreferrer');
        },
      }),
    ),
  ];
}
