import { useEffect, useState } from 'react';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { Project } from '../../../shared/model/project.ts';
import { useClient } from '../../state/core-context.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ConfigDifferences } from './config-differences.tsx';
import styles from './config-pane.module.css';

export interface ConfigPaneProps {
  readonly project: Project;
  readonly environment: string;
}

interface Loaded {
  readonly json: string;
  readonly files: readonly string[];
  readonly warnings: readonly { readonly message: string }[];
}

/** The compose model in effect, as `docker compose config --format json` prints it. */
export function ConfigPane({ project, environment }: ConfigPaneProps) {
  const client = useClient();
  const [loaded, setLoaded] = useState<Loaded>();
  const [error, setError] = useState<BacklotError>();
  const { path, composeFiles } = project;
  const files = composeFiles.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: other files are another model
  useEffect(() => {
    const controller = new AbortController();
    client.stacks.config({ folder: path, environment }, { signal: controller.signal }).then(
      (config) => {
        setLoaded(config);
        setError(undefined);
      },
      (failure: unknown) => {
        if (!isCancelled(failure)) setError(toBacklotError(failure));
      },
    );
    return () => controller.abort();
  }, [client, path, files, environment]);

  if (error)
    return (
      <div className={styles.error}>
        <ErrorState error={error} />
      </div>
    );
  if (!loaded)
    return (
      <div role="status" aria-label="Reading the compose files" className={styles.error}>
        <Skeleton width="40%" />
      </div>
    );
  return (
    <div className={styles.pane}>
      <header className={styles.head}>
        <p className={styles.files}>
          From {composeFiles.join(', ') || loaded.files.join(', ')}
          {loaded.warnings.map(({ message }) => (
            <span key={message} className={styles.warning}>
              {message}
            </span>
          ))}
        </p>
        <CopyButton text={loaded.json} what="configuration" />
      </header>
      <ConfigDifferences project={path} environment={environment} />
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled text must be reachable by key
        tabIndex={0}
        aria-label="Effective configuration"
        className={styles.scroll}
      >
        <pre className={styles.text}>{loaded.json}</pre>
      </section>
    </div>
  );
}
