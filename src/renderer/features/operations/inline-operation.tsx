import { Ban, PanelBottomOpen, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { isFinished } from '../../../shared/model/operation.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { useOperationMeters } from '../../state/operations.ts';
import type { KnownOperation } from '../../state/operations-state.ts';
import { showOperation } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Status } from '../../ui/status.tsx';
import { showInPlace } from './end-actions.ts';
import styles from './inline-operation.module.css';
import { operationWord, presentWork, standing, stepsDone } from './operation-words.ts';
import { operationFigures } from './progress-figures.ts';
import { StageSegments } from './stage-segments.tsx';
import { stagesOf } from './stages.ts';
import { StepLine } from './step-line.tsx';
import { useOperationEvents } from './use-operation-events.ts';

export interface InlineOperationProps {
  readonly operation: KnownOperation;
  /** Takes it off the screen once it has ended; Activity keeps it. */
  readonly onDismiss?: (() => void) | undefined;
  /** Without its steps: for what somebody else began. */
  readonly compact?: boolean | undefined;
  /** The next step after a failure. */
  readonly mend?: ReactNode;
}

const momentMs = 600;

/** An operation where its effect will show: stages, steps with bytes, rate and time left, cancel. */
export function InlineOperation({ operation, onDismiss, compact, mend }: InlineOperationProps) {
  const client = useClient();
  const { id, title, state, steps = [], error, cancelling } = operation;
  const meters = useOperationMeters(id);
  const events = useOperationEvents(id);
  const { tone, word } = operationWord(operation);
  const figures = operationFigures(meters);
  const over = isFinished(state);
  // What is over in a moment would only make the screen jump.
  const [lasting, setLasting] = useState(false);
  useEffect(() => showInPlace(id), [id]);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(true), momentMs);
    return () => clearTimeout(timer);
  }, []);
  const facts = [
    stepsDone(steps),
    figures.amount,
    figures.rate,
    figures.left,
    state === 'queued' ? standing(operation, events) : undefined,
  ].filter(Boolean);
  if (!lasting && !over) return null;
  return (
    <section className={styles.operation} aria-label={title}>
      <header className={styles.header}>
        <h2 className={styles.title}>{title}</h2>
        <Status tone={tone} word={word} look="badge" />
        <span className={styles.facts}>{facts.join('  ·  ')}</span>
        <span className={styles.actions}>
          <IconButton label={`Show ${title} in full`} onClick={() => showOperation(id)}>
            <PanelBottomOpen />
          </IconButton>
          {!over && state !== 'interrupted' && (
            <Button
              icon={<Ban aria-hidden />}
              disabled={cancelling}
              onClick={() => void callCore(() => client.operations.cancel({ id }))}
            >
              {cancelling ? 'Cancelling' : 'Cancel'}
            </Button>
          )}
          {over && onDismiss && (
            <IconButton label={`Dismiss ${title}`} onClick={onDismiss}>
              <X />
            </IconButton>
          )}
        </span>
      </header>
      <p className="visually-hidden" role="status">
        {over ? `${title}: ${word}` : presentWork(steps)}
      </p>
      {error && <ErrorState error={error} actions={mend} />}
      {!over && steps.length > 0 && (
        <>
          <StageSegments stages={stagesOf(steps)} operation={state} />
          {!compact && (
            <ul className={styles.steps} aria-label={`Steps of ${title}`}>
              {steps.map((step) => (
                <StepLine
                  key={step.id}
                  step={step}
                  operation={state}
                  meter={meters?.steps[step.id]}
                  events={events}
                />
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
}
