import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { ParityDifference, ParityReport } from '../../../shared/model/parity.ts';
import type { Project } from '../../../shared/model/project.ts';
import { useClient } from '../../state/core-context.ts';
import { Button } from '../../ui/button.tsx';
import { CommandLine } from '../../ui/command-line.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import styles from './parity-pane.module.css';
import { classWord, comparable, differenceKey, differenceName, parityWords } from './parity-words.ts';

export interface ParityPaneProps {
  readonly project: Project;
  readonly environment: string;
}

function Difference({
  difference,
  left,
  right,
}: {
  difference: ParityDifference;
  left: string;
  right: string;
}) {
  const { service, class: weight, why, fix } = difference;
  const sides = [
    [left, difference.left],
    [right, difference.right],
  ] as const;
  return (
    <li className={styles.difference}>
      <p className={styles.head}>
        <Status {...classWord(weight)} />
        <strong>{service}</strong>
        <span className={styles.name}>{differenceName(difference)}</span>
      </p>
      <dl className={styles.sides}>
        {sides.map(([environment, value]) => (
          <div key={environment}>
            <dt>{environment}</dt>
            <dd title={value}>{value === undefined ? <em>not there</em> : <code>{value}</code>}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.why}>
        {why} {fix?.text}
      </p>
      {fix?.command !== undefined && <CommandLine command={fix.command} />}
    </li>
  );
}

/** In what an environment is not as another: the score, each difference with its reason and its fix. */
export function ParityPane({ project, environment }: ParityPaneProps) {
  const client = useClient();
  const others = comparable(project.graph.nodes, environment);
  const [picked, setPicked] = useState<string>();
  const [round, setRound] = useState(0);
  const [report, setReport] = useState<ParityReport>();
  const [error, setError] = useState<BacklotError>();
  const [shown, setShown] = useState<'matters' | 'all'>('matters');
  const other = picked ?? others[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a round is another look
  useEffect(() => {
    if (other === undefined) return;
    const controller = new AbortController();
    setReport(undefined);
    setError(undefined);
    client.parity
      .compare({ project: project.path, left: environment, right: other }, { signal: controller.signal })
      .then(setReport, (failure: unknown) => {
        if (!isCancelled(failure)) setError(toBacklotError(failure));
      });
    return () => controller.abort();
  }, [client, project.path, environment, other, round]);

  if (other === undefined)
    return <p className={styles.none}>There is no other environment to compare with.</p>;
  const differences = report?.differences.filter((one) => shown === 'all' || one.class === 'matters') ?? [];
  return (
    <div className={styles.pane}>
      <header className={styles.bar}>
        <span>Compared with</span>
        <Select
          label="Compared with"
          value={other}
          options={others.map((name) => ({ value: name, label: name }))}
          onChange={setPicked}
        />
        <Segmented
          label="Differences"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'matters', label: 'What matters' },
            { value: 'all', label: 'All' },
          ]}
        />
        {report && (
          <p className={styles.sum} role="status">
            <strong className={styles.score}>{report.score} %</strong> {parityWords(report)}{' '}
            <RelativeTime at={report.at} ago />
          </p>
        )}
        <span className={styles.again}>
          <Button
            variant="ghost"
            icon={<RefreshCw aria-hidden />}
            disabled={!report && !error}
            onClick={() => setRound((before) => before + 1)}
          >
            Compare again
          </Button>
        </span>
      </header>
      {error && <ErrorState error={error} />}
      {!report && !error && (
        <div role="status" aria-label={`Comparing ${environment} with ${other}`} className={styles.loading}>
          <Skeleton width="48%" />
          <Skeleton width="42%" />
          <Skeleton width="52%" />
        </div>
      )}
      {report && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
        <section className={styles.scroll} tabIndex={0} aria-label={`${environment} and ${other}`}>
          {differences.length === 0 && (
            <p className={styles.none}>
              {shown === 'all' ? 'Nothing differs.' : 'Nothing that matters differs.'}
            </p>
          )}
          <ul>
            {differences.map((one) => (
              <Difference key={differenceKey(one)} difference={one} left={environment} right={other} />
            ))}
          </ul>
          {report.unseen.length > 0 && (
            <div className={styles.unseen}>
              <h2>Not seen, so it counts for nothing</h2>
              <ul>
                {report.unseen.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </div>
          )}
        </section>
      )}
    </div>
  );
}
