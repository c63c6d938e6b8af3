import type { ConfigProblem } from '../../../shared/model/project.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './config-problems.module.css';

/** The place as compilers write it, so that editors and terminals make a link of it. */
export const placeOf = ({ file, line, column }: ConfigProblem): string =>
  [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(':');

/** What is wrong in the configuration, each with its place and the lines around it. */
export function ConfigProblems({ problems }: { readonly problems: readonly ConfigProblem[] }) {
  return (
    <ul className={styles.list}>
      {problems.map((problem) => (
        <li key={`${placeOf(problem)} ${problem.message}`} className={styles.problem}>
          <div className={styles.head}>
            {problem.severity === 'error' ? (
              <Status tone="failed" word="Error" />
            ) : (
              <Status tone="attention" word="Warning" />
            )}
            <code className={styles.place}>{placeOf(problem)}</code>
            <CopyButton text={placeOf(problem)} what="place" />
          </div>
          <p className={styles.message}>{problem.message}</p>
          {problem.excerpt !== undefined && <pre className={styles.excerpt}>{problem.excerpt}</pre>}
          {problem.hint !== undefined && <p className={styles.hint}>{problem.hint}</p>}
        </li>
      ))}
    </ul>
  );
}
