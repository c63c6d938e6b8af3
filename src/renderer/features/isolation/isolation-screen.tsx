import { ShieldHalf } from 'lucide-react';
import type { ReactNode } from 'react';
import { useRoute } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import type { GraphNode } from '../../../shared/model/graph.ts';
import type { Project } from '../../../shared/model/project.ts';
import { useEgress } from '../../state/egress.ts';
import { useInbox } from '../../state/inbox.ts';
import { useProject } from '../../state/project.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { useStack } from '../../state/use-stack.ts';
import { Button } from '../../ui/button.tsx';
import { ScreenNav } from '../../ui/screen-nav.tsx';
import { Select } from '../../ui/select.tsx';
import { Status } from '../../ui/status.tsx';
import { NoEnvironment } from '../environments/no-environment.tsx';
import { openEnvironment } from '../stacks/stack-view.ts';
import { EgressPane } from './egress-pane.tsx';
import { guardState, guardWord } from './guard-state.ts';
import { GuardSteps } from './guard-steps.tsx';
import { egressPath, isolationRoutes, mailPath } from './isolation-path.ts';
import styles from './isolation-screen.module.css';
import { MailPane } from './mail-pane.tsx';
import { useUnread } from './read-mails.ts';

/** What of an environment's isolation is looked at. */
export type IsolationTab = 'Egress' | 'Mail';

/** The environments that can be looked at: the developer's own first, then those that are isolated. */
const placesOf = ({ graph }: Project): readonly GraphNode[] => {
  const rank = ({ kind, isolated }: GraphNode): number => (kind === 'dev' ? 0 : isolated ? 1 : 2);
  return graph.nodes.filter(({ pattern }) => !pattern).toSorted((a, b) => rank(a) - rank(b));
};

/** What an environment tried to reach outside, what became of it, and the mail it sent. */
export function IsolationScreen() {
  const [, egressOf] = useRoute(isolationRoutes.egress);
  const [atMail, mailOf] = useRoute(isolationRoutes.mail);
  const tab: IsolationTab = atMail ? 'Mail' : 'Egress';
  const name = mailOf?.name ?? egressOf?.name;
  const project = useProject();
  if (!project) return null;
  const nodes = placesOf(project);
  const node = name === undefined ? nodes[0] : nodes.find((one) => one.name === name);
  if (!node)
    return (
      <NoEnvironment
        icon={<ShieldHalf />}
        name={name}
        none="No environment to isolate yet"
        back={{ words: 'Show isolation', path: isolationRoutes.first }}
      >
        What an environment tries to reach outside is shown here, and the mail it sends.
      </NoEnvironment>
    );
  return (
    <Isolation
      key={`${project.path} ${node.name}`}
      place={{ project: project.path, environment: node.name }}
      node={node}
      nodes={nodes}
      tab={tab}
    />
  );
}

interface IsolationProps {
  readonly place: StackPlace;
  readonly node: GraphNode;
  readonly nodes: readonly GraphNode[];
  readonly tab: IsolationTab;
}

function Isolation({ place, node, nodes, tab }: IsolationProps) {
  // What has no guard is asked nothing.
  const asked = node.isolated ? node.name : undefined;
  const egress = useEgress(asked);
  const inbox = useInbox(asked);
  const { status: stack } = useStack(asked);
  const unread = useUnread(place, inbox.status?.mails);
  const state = guardState(node, egress, stack);
  const pathOf = { Egress: egressPath, Mail: mailPath }[tab];
  let pane: ReactNode = <GuardSteps place={place} node={node} state={state} tab={tab} />;
  // What was heard last stays while the guard can't be asked: it says so itself.
  if (egress.status && (state.kind === 'guarded' || state.kind === 'mute' || state.kind === 'unknown'))
    pane =
      tab === 'Egress' ? (
        <EgressPane place={place} egress={egress.status} />
      ) : (
        <MailPane place={place} known={inbox} />
      );
  return (
    <div className={styles.screen}>
      <ScreenNav
        label="Isolation"
        heading={tab === 'Egress' ? 'Isolation' : 'Mail'}
        here={tab}
        links={[
          { path: egressPath(node.name), title: 'Egress' },
          { path: mailPath(node.name), title: 'Mail', count: unread, counted: 'unread' },
        ]}
        about={
          <>
            <Select
              label="Environment"
              value={node.name}
              options={nodes.map((one) => ({ value: one.name, label: one.name }))}
              onChange={(chosen) => navigate(pathOf(chosen))}
            />
            <span aria-live="polite">
              <Status {...guardWord(state)} look="badge" />
            </span>
          </>
        }
        actions={
          <Button variant="ghost" onClick={() => openEnvironment(node.name)}>
            Open {node.name}
          </Button>
        }
      />
      {egress.status && (state.kind === 'mute' || state.kind === 'unknown') && (
        <div className={styles.stale}>
          <GuardSteps place={place} node={node} state={state} tab={tab} />
        </div>
      )}
      {pane}
    </div>
  );
}
