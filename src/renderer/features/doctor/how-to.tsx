import type { CheckFix } from '../../../shared/model/check.ts';
import { CommandLine } from '../../ui/command-line.tsx';
import styles from './how-to.module.css';

/** The steps that mend a check, with the command to copy where there is one. */
export function HowTo({ fix }: { readonly fix: CheckFix }) {
  return (
    <div className={styles.how}>
      <ol className={styles.steps}>
        {fix.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {fix.command !== undefined && <CommandLine command={fix.command} />}
    </div>
  );
}
