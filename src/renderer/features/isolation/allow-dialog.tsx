import { Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { AllowedHost } from '../../../shared/model/isolation.ts';
import { useClient } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { CommandLine } from '../../ui/command-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { askPlan } from '../stacks/plan-request.ts';
import styles from './allow-dialog.module.css';

export interface AllowDialogProps {
  readonly place: StackPlace;
  /** As it would stand in backlot.yaml: "api.example.com", "api.example.com:8443". */
  readonly entry: string;
  readonly onClose: () => void;
}

function Lines({ change }: { readonly change: AllowedHost }) {
  const { file, line, removed, added } = change;
  return (
    <figure className={styles.change} aria-label={`${file}, line ${line}`}>
      <figcaption className={styles.place}>
        {file}:{line}
      </figcaption>
      <pre className={styles.lines}>
        {removed.map((text) => (
          <del key={text} className={styles.removed}>
            {`- ${text}\n`}
          </del>
        ))}
        {added.map((text) => (
          <ins key={text} className={styles.added}>
            {`+ ${text}\n`}
          </ins>
        ))}
      </pre>
    </figure>
  );
}

/** Shows the lines of backlot.yaml that would allow a host, then writes them, then offers what applies them. */
export function AllowDialog({ place, entry, onClose }: AllowDialogProps) {
  const client = useClient();
  const { project, environment } = place;
  const [change, setChange] = useState<AllowedHost>();
  const [error, setError] = useState<BacklotError>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    client.isolation
      .allow({ project, host: entry, dryRun: true }, { signal: controller.signal })
      .then(setChange, (failure: unknown) => {
        if (!isCancelled(failure)) setError(toBacklotError(failure));
      });
    return () => controller.abort();
  }, [client, project, entry]);

  const write = async (): Promise<void> => {
    setBusy(true);
    try {
      setChange(await client.isolation.allow({ project, host: entry, dryRun: false }));
    } catch (failure) {
      setError(toBacklotError(failure));
    }
    setBusy(false);
  };
  const inFile = change !== undefined && (change.written || change.already);
  const bringUp = (): void => {
    onClose();
    askPlan({ kind: 'up', ...place });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={inFile ? `${entry} is in backlot.yaml` : `Allow ${entry}`}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {inFile ? 'Close' : 'Cancel'}
          </Button>
          {inFile ? (
            <Button variant="primary" icon={<Play aria-hidden />} onClick={bringUp}>
              Bring up {environment}…
            </Button>
          ) : (
            <Button variant="primary" disabled={change === undefined || busy} onClick={() => void write()}>
              Allow {entry}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.body}>
        {error && <ErrorState error={error} />}
        {error && !change && (
          <>
            <p>By hand, this rule does it:</p>
            <CommandLine command={`isolation:\n  allow: [${JSON.stringify(entry)}]\n`} what="rule" />
          </>
        )}
        {!change && !error && (
          <div role="status" aria-label="Reading backlot.yaml">
            <Skeleton width="70%" />
          </div>
        )}
        {change && change.added.length > 0 && <Lines change={change} />}
        {change && (
          <p aria-live="polite">
            {inFile
              ? `The guard of ${environment} does not know it yet: the next up tells it. Bring ${environment} up now, or later.`
              : `This line is written into backlot.yaml; its comments stay. The next up of ${environment} applies it: until then the host stays blocked.`}
          </p>
        )}
        {change && !inFile && (
          <p className={styles.note}>
            A host that is allowed gets whatever a service sends to it, from each isolated environment of the
            project.
          </p>
        )}
      </div>
    </Dialog>
  );
}
