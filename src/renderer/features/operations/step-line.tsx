import { ChevronRight } from 'lucide-react';
import { memo, useId, useState } from 'react';
import type { OperationEvent, OperationState, Step } from '../../../shared/model/operation.ts';
import type { Meter } from '../../state/rate.ts';
import { Badge } from '../../ui/badge.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Duration } from '../../ui/duration.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { StatusIcon } from '../../ui/status.tsx';
import { OperationLog } from './operation-log.tsx';
import { stepWhy, stepWord, tookMs } from './operation-words.ts';
import { stepFigures } from './progress-figures.ts';
import { stepShare } from './stages.ts';
import styles from './step-line.module.css';

export interface StepLineProps {
  readonly step: Step;
  readonly operation: OperationState;
  readonly meter: Meter | undefined;
  readonly events: readonly OperationEvent[];
}

/** One step: what it acts on, why, how far it is; unfolds to its raw output. */
export const StepLine = memo(function StepLine({ step, operation, meter, events }: StepLineProps) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  const { tone, word } = stepWord(step, operation);
  const figures = stepFigures(step, meter);
  const took = tookMs(step);
  const own = open ? events.filter(({ parent }) => parent === step.id) : [];
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={classNames(styles.line, styles[step.state])}
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
      >
        <ChevronRight aria-hidden size={12} className={classNames(styles.chevron, open && styles.open)} />
        <StatusIcon tone={tone} label={word} />
        <span className={styles.what}>
          <span className={styles.verb}>{step.verb}</span> {step.resource}
        </span>
        <span className={styles.why}>{stepWhy(step)}</span>
        {step.destructive && <Badge tone="attention">Replaces data</Badge>}
        <span className={styles.bar}>
          {step.state === 'running' && (
            <ProgressBar
              label={`${step.verb} ${step.resource}`}
              tone={tone}
              value={step.progress?.total || tone !== 'working' ? stepShare(step) : undefined}
            />
          )}
        </span>
        <span className={styles.amount}>{figures.amount}</span>
        <span className={styles.rate}>{figures.rate}</span>
        <span className={styles.left}>{took === undefined ? figures.left : <Duration ms={took} />}</span>
      </button>
      <div id={panel} hidden={!open} className={styles.output}>
        {open && <OperationLog label={`Output of ${step.verb} ${step.resource}`} events={own} />}
      </div>
    </li>
  );
});
