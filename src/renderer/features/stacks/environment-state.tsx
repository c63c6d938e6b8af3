import { Database, Play } from 'lucide-react';
import type { GraphNode } from '../../../shared/model/graph.ts';
import { useStack } from '../../state/use-stack.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Status } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { openData } from '../data/data-path.ts';
import { actionRefusal } from './action-refusal.ts';
import styles from './environment-state.module.css';
import { askPlan } from './plan-request.ts';
import { openEnvironment } from './stack-view.ts';
import { exists, knownWord, readyCount } from './stack-words.ts';

export interface EnvironmentStateProps {
  readonly project: string;
  readonly node: GraphNode;
}

/** What runs of an environment, and what can be done with it: the top of its inspector. */
export function EnvironmentState({ project, node }: EnvironmentStateProps) {
  // A name that stands for many has no stack of its own.
  const known = useStack(node.pattern ? undefined : node.name);
  const refusal = actionRefusal(node, known);
  const there = known.status !== undefined && exists(known.status);
  const bringUp = (
    <Button
      variant={there ? 'secondary' : 'primary'}
      icon={<Play aria-hidden />}
      disabled={refusal !== undefined}
      onClick={() => askPlan({ kind: 'up', project, environment: node.name })}
    >
      Bring up {node.name}
    </Button>
  );
  return (
    <section className={styles.state} aria-label="What runs there">
      {!node.pattern && (
        <p className={styles.line}>
          <Status {...knownWord(known)} look="badge" />
          {known.status && there && <span className={styles.count}>{readyCount(known.status)}</span>}
        </p>
      )}
      {known.error && <ErrorState error={known.error} />}
      <div className={styles.actions}>
        {!node.pattern && (
          <Button variant={there ? 'primary' : 'secondary'} onClick={() => openEnvironment(node.name)}>
            Open environment
          </Button>
        )}
        {refusal === undefined ? bringUp : <Tooltip text={refusal}>{bringUp}</Tooltip>}
        {!node.pattern && (
          <Button icon={<Database aria-hidden />} onClick={() => openData(node.name)}>
            Data
          </Button>
        )}
      </div>
      {refusal !== undefined && !known.error && <p className={styles.reason}>{refusal}</p>}
    </section>
  );
}
