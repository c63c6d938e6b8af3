import type { OperationState } from '../../../shared/model/operation.ts';
import { classNames } from '../../ui/class-names.ts';
import { stepWord } from './operation-words.ts';
import styles from './stage-segments.module.css';
import type { Stage } from './stages.ts';

export interface StageSegmentsProps {
  readonly stages: readonly Stage[];
  readonly operation: OperationState;
}

/** The stages of an operation as a row of segments, each filled as far as it is done. */
export function StageSegments({ stages, operation }: StageSegmentsProps) {
  return (
    <ol className={styles.row} aria-label="Stages">
      {stages.map((stage) => {
        const { word, tone } = stepWord(stage, operation);
        return (
          <li
            key={stage.verb}
            className={classNames(styles.segment, styles[stage.state])}
            // A long stage is wider, but a short one still has room for its word.
            style={{ flexGrow: Math.max(0.12, stage.share) }}
          >
            <span className={styles.bar}>
              <span
                className={classNames(styles.fill, styles[tone])}
                style={{ width: `${stage.progress * 100}%` }}
              />
            </span>
            <span className={styles.words}>
              {stage.title}
              <span className={styles.count}>
                {stage.done}/{stage.steps.length}
              </span>
            </span>
            <span className="visually-hidden">{word}</span>
          </li>
        );
      })}
    </ol>
  );
}
