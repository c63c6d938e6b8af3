import { FileCheck, FileText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { BacklotClient } from '../../../shared/contract/contract.ts';
import { type BacklotError, toBacklotError } from '../../../shared/errors.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { useProject } from '../../state/project.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { showToast } from '../../ui/toast-manager.ts';
import styles from './setup-screen.module.css';
import { YamlText } from './yaml-text.tsx';

type Proposal = Awaited<ReturnType<BacklotClient['projects']['init']>>;

/** Shows the backlot.yaml that would be written, with its comments, before it is. */
export function SetupScreen() {
  const client = useClient();
  const project = useProject();
  const path = project?.path;
  const [proposal, setProposal] = useState<Proposal>();
  const [error, setError] = useState<BacklotError>();
  const [writing, setWriting] = useState(false);

  useEffect(() => {
    if (path === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    client.projects.init({ path, dryRun: true }, { signal }).then(setProposal, (reason: unknown) => {
      if (!signal.aborted) setError(toBacklotError(reason));
    });
    return () => controller.abort();
  }, [client, path]);

  if (path === undefined)
    return <EmptyState heading="h1" title="Open a project to set up its environments" />;
  if (error) return <ErrorState look="screen" error={error} />;

  const write = async (): Promise<void> => {
    setWriting(true);
    const written = await callCore(() => client.projects.init({ path }));
    setWriting(false);
    if (!written) return;
    showToast({ tone: 'healthy', title: 'backlot.yaml is written', text: written.file });
    navigate('/graph');
  };

  return (
    <div className={styles.screen}>
      <ScreenHeader
        title={`Set up environments of ${project?.name ?? ''}`}
        description="This file is all Backlot adds. Read it through; every line can be changed later."
        actions={
          <Button
            variant="primary"
            icon={<FileCheck aria-hidden />}
            disabled={!proposal || writing}
            onClick={() => void write()}
          >
            {writing ? 'Writing backlot.yaml' : 'Write backlot.yaml'}
          </Button>
        }
      />
      <div className={styles.body}>
        <aside className={styles.found} aria-label="Found in the project">
          <h2 className={styles.heading}>Found in the project</h2>
          {proposal ? (
            <ul>
              {proposal.found.map((item) => (
                <li key={item} className={styles.item}>
                  <FileText aria-hidden size={14} />
                  <span>{item}</span>
                </li>
              ))}
              {proposal.found.length === 0 && <li className={styles.item}>No compose file</li>}
            </ul>
          ) : (
            <Skeleton width="70%" />
          )}
        </aside>
        <figure className={styles.file}>
          <figcaption className={styles.caption}>
            <code>{proposal?.file ?? `${path}/backlot.yaml`}</code>
            {proposal && <CopyButton text={proposal.text} what="file" />}
          </figcaption>
          {proposal && <YamlText text={proposal.text} />}
        </figure>
      </div>
    </div>
  );
}
