import { Ban, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isFinished } from '../../../shared/model/operation.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { useOperation, useOperationMeters, useOperations } from '../../state/operations.ts';
import { takeChanges } from '../../state/operations-state.ts';
import { Button } from '../../ui/button.tsx';
import { Duration } from '../../ui/duration.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { CommandsRun } from './commands-run.tsx';
import { OperationLog } from './operation-log.tsx';
import styles from './operation-view.module.css';
import { operationWord, standing, stepsDone, tookMs } from './operation-words.ts';
import { operationFigures } from './progress-figures.ts';
import { StageSegments } from './stage-segments.tsx';
import { stagesOf } from './stages.ts';
import { StepLine } from './step-line.tsx';
import { useOperationEvents } from './use-operation-events.ts';

type Tab = 'steps' | 'output' | 'commands';

/** One operation in full: stages, steps, output, the commands it ran, and what can be done with it. */
export function OperationView({ id }: { readonly id: string }) {
  const client = useClient();
  const operation = useOperation(id);
  const meters = useOperationMeters(id);
  const events = useOperationEvents(id);
  const [tab, setTab] = useState<Tab>('steps');
  const missingSteps = operation?.steps === undefined;

  // One from the list knows no steps: they are read when somebody looks.
  useEffect(() => {
    if (!missingSteps) return;
    const controller = new AbortController();
    void callCore(async () => {
      const whole = await client.operations.get({ id }, { signal: controller.signal });
      useOperations.setState((state) => takeChanges(state, [whole], Date.now()));
    });
    return () => controller.abort();
  }, [client, id, missingSteps]);

  if (!operation) return <EmptyState title="This operation is no longer in the journal" />;

  const { tone, word } = operationWord(operation);
  const figures = operationFigures(meters);
  const took = tookMs(operation);
  const commands = events.filter(({ status }) => status === 'command').length;
  const facts = [
    stepsDone(operation.steps),
    figures.amount,
    figures.rate,
    figures.left,
    standing(operation, events),
  ].filter(Boolean);

  return (
    <section className={styles.view} aria-label={operation.title}>
      <header className={styles.header}>
        <div className={styles.titles}>
          <h2 className={styles.title}>{operation.title}</h2>
          <Status tone={tone} word={word} look="badge" />
        </div>
        <p className={styles.facts}>
          {facts.join('  ·  ')}
          {took !== undefined && (
            <>
              {'  ·  '}took <Duration ms={took} />
            </>
          )}
          {'  ·  began '}
          <RelativeTime at={operation.createdAt} ago />
        </p>
        <div className={styles.actions}>
          {operation.state === 'interrupted' && (
            <Button
              variant="primary"
              icon={<Play aria-hidden />}
              onClick={() => void callCore(() => client.operations.resume({ id }))}
            >
              Resume operation
            </Button>
          )}
          {!isFinished(operation.state) && operation.state !== 'interrupted' && (
            <Button
              icon={<Ban aria-hidden />}
              disabled={operation.cancelling}
              onClick={() => void callCore(() => client.operations.cancel({ id }))}
            >
              {operation.cancelling ? 'Cancelling' : 'Cancel operation'}
            </Button>
          )}
        </div>
      </header>
      {operation.error && (
        <div className={styles.error}>
          <ErrorState error={operation.error} />
        </div>
      )}
      {operation.steps && operation.steps.length > 0 && (
        <div className={styles.stages}>
          <StageSegments stages={stagesOf(operation.steps)} operation={operation.state} />
        </div>
      )}
      <div className={styles.tabs}>
        <Tabs<Tab>
          label="Operation"
          value={tab}
          onChange={setTab}
          tabs={[
            {
              value: 'steps',
              label: 'Steps',
              count: operation.steps?.length,
              panel: operation.steps ? (
                <ul>
                  {operation.steps.map((step) => (
                    <StepLine
                      key={step.id}
                      step={step}
                      operation={operation.state}
                      meter={meters?.steps[step.id]}
                      events={events}
                    />
                  ))}
                </ul>
              ) : (
                <div className={styles.loading} role="status" aria-label="Reading steps">
                  <Skeleton width="60%" />
                  <Skeleton width="48%" />
                  <Skeleton width="54%" />
                </div>
              ),
            },
            { value: 'output', label: 'Output', panel: <OperationLog label="Output" events={events} /> },
            {
              value: 'commands',
              label: 'Commands run',
              count: commands,
              panel: <CommandsRun events={events} />,
            },
          ]}
        />
      </div>
    </section>
  );
}
