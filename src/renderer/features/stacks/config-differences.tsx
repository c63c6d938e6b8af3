import { useEffect, useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { useStack } from '../../state/use-stack.ts';
import styles from './config-pane.module.css';
import { planGroups } from './plan-groups.ts';
import type { ShownPlan } from './use-plan.ts';

export interface ConfigDifferencesProps {
  readonly project: string;
  readonly environment: string;
}

/** How what runs differs from what the files say, by service, with the cause in words. */
export function ConfigDifferences({ project, environment }: ConfigDifferencesProps) {
  const client = useClient();
  const { status } = useStack(environment);
  const [plan, setPlan] = useState<ShownPlan>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what runs has changed with its status
  useEffect(() => {
    const controller = new AbortController();
    client.stacks.planUp({ project, environment }, { signal: controller.signal }).then(
      setPlan,
      // What is wrong with the files is told where they are shown.
      () => setPlan(undefined),
    );
    return () => controller.abort();
  }, [client, project, environment, status]);
  if (!plan) return null;
  if ((status?.services ?? []).every(({ containers }) => containers.length === 0))
    return <p className={styles.same}>Nothing of it runs, so there is nothing to compare it with.</p>;
  const lines = planGroups(plan.steps).flatMap((group) => group.lines);
  if (lines.length === 0) return <p className={styles.same}>What runs is as these files say.</p>;
  return (
    <section aria-label="Differences from what runs" className={styles.differences}>
      <h3 className={styles.heading}>What runs differs from these files</h3>
      <ul className={styles.lines}>
        {lines.map(({ resource, cause }) => (
          <li key={resource} className={styles.line}>
            <strong>{resource}</strong>
            <span>{cause}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
