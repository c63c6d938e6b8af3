import { Play, ShieldHalf, ShieldOff } from 'lucide-react';
import type { GraphNode } from '../../../shared/model/graph.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { useUi } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { CommandLine } from '../../ui/command-line.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { thirdPartiesOf } from '../environments/environment-words.ts';
import { askPlan } from '../stacks/plan-request.ts';
import { openEnvironment, showLogs } from '../stacks/stack-view.ts';
import type { GuardState } from './guard-state.ts';
import styles from './guard-steps.module.css';

/** What switches isolation on. */
export const guardLines = 'isolation:\n  guard: true\n';

export interface GuardStepsProps {
  readonly place: StackPlace;
  readonly node: GraphNode;
  readonly state: GuardState;
  /** What would be shown if the guard answered. */
  readonly tab: 'Egress' | 'Mail';
}

/** Why there is nothing to show of an environment's guard, and the next step. */
export function GuardSteps({ place, node, state, tab }: GuardStepsProps) {
  const { name } = node;
  const bringUp = (
    <Button variant="primary" icon={<Play aria-hidden />} onClick={() => askPlan({ kind: 'up', ...place })}>
      Bring up {name}
    </Button>
  );
  const takeDown = <Button onClick={() => askPlan({ kind: 'down', ...place })}>Take down {name}…</Button>;
  switch (state.kind) {
    case 'guarded':
    case 'looking':
      return (
        <div role="status" aria-label={`Asking the guard of ${name}`} className={styles.loading}>
          <Skeleton width="58%" height="1.25rem" />
          <Skeleton width="66%" />
          <Skeleton width="61%" />
          <Skeleton width="64%" />
        </div>
      );
    case 'none':
      if (state.because === 'kind')
        return (
          <EmptyState icon={<ShieldOff />} title={`${name} is not isolated, as all of kind ${node.kind}`}>
            <p>
              {thirdPartiesOf(node) === 'Live'
                ? 'It meets third parties as they are.'
                : 'It meets third parties as its compose files say, as a rule their sandboxes.'}{' '}
              Environments of kind dev, test and production-copy can have a guard.
            </p>
          </EmptyState>
        );
      return (
        <EmptyState icon={<ShieldOff />} title={`${name} is not isolated`} actions={takeDown}>
          <p>
            Nothing keeps it from mailing a customer or calling a partner. These two lines in backlot.yaml
            switch the guard on:
          </p>
          <div className={styles.lines}>
            <CommandLine command={guardLines} what="lines" />
          </div>
          <p>Then take {name} down and bring it up: its data stays, networks and containers are made anew.</p>
        </EmptyState>
      );
    case 'late':
      return (
        <EmptyState
          icon={<ShieldOff />}
          title={`${name} runs without its guard, so it is not isolated`}
          actions={takeDown}
        >
          <p>
            backlot.yaml has a guard, but {name} was brought up before that, or its guard was removed. Take it
            down and bring it up: its data stays, networks and containers are made anew.
          </p>
        </EmptyState>
      );
    case 'down':
      return (
        <EmptyState icon={<ShieldHalf />} title={`${name} does not run`} actions={bringUp}>
          <p>
            {tab === 'Egress'
              ? 'While it runs, every attempt to reach something outside is shown here, by service and host.'
              : 'While it runs, every mail that it sends is kept by its guard and shown here. Mails outlive it.'}
          </p>
        </EmptyState>
      );
    case 'dead':
      return (
        <EmptyState
          icon={<ShieldOff />}
          title={`The guard of ${name} does not run`}
          actions={
            <>
              {bringUp}
              <Button
                onClick={() => {
                  showLogs();
                  openEnvironment(name);
                }}
              >
                Show logs
              </Button>
            </>
          }
        >
          <p>
            Nothing leaves {name} without it, and names, mail and published ports have stopped. The engine
            starts it again, unless it was stopped by hand; this goes on by itself then.
          </p>
        </EmptyState>
      );
    case 'mute':
    case 'unknown':
      return (
        <div className={styles.error}>
          <ErrorState
            error={state.error}
            actions={
              state.error.code.startsWith('docker') && state.kind === 'unknown' ? (
                <Button onClick={() => useUi.setState({ doctorOpen: true })}>Check this machine</Button>
              ) : (
                <Button
                  onClick={() => {
                    showLogs();
                    openEnvironment(name);
                  }}
                >
                  Show logs of {name}
                </Button>
              )
            }
          />
        </div>
      );
  }
}
