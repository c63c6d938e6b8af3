import { useState } from 'react';
import { navigate } from 'wouter/use-hash-location';
import type { Dataset } from '../../../shared/model/data.ts';
import type { PullPlacement } from '../../../shared/model/snapshot.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { useData } from '../../state/data.ts';
import { useMasking } from '../../state/masking.ts';
import { useProject } from '../../state/project.ts';
import { Button } from '../../ui/button.tsx';
import { CommandLine } from '../../ui/command-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Input } from '../../ui/input.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { dataRoutes } from '../data/data-path.ts';
import { noteStarted } from '../data/started-operations.ts';
import styles from './pull-dialog.module.css';
import { addressNote, placementLabels, placementNote } from './pull-placement.ts';
import { placementProblem, shareProblem, sourceProblem } from './pull-problems.ts';
import { closePull, snapshotsKey, usePullRequest } from './pull-request.ts';

/** The question of what to pull; nothing while nobody asked. */
export function PullDialog() {
  const open = usePullRequest((state) => state.open);
  const project = useProject();
  const dev = project?.graph.nodes.find(({ kind }) => kind === 'dev')?.name;
  return open && project ? <OpenPull project={project.path} environment={dev} /> : null;
}

type SnapshotDataset = Dataset & { readonly source: { readonly kind: 'snapshot' } };

const isSnapshot = (dataset: Dataset): dataset is SnapshotDataset => dataset.source.kind === 'snapshot';

const example = `datasets:
  staging: { snapshot: staging, masking: db/masking.yaml }`;

interface OpenPullProps {
  readonly project: string;
  readonly environment: string | undefined;
}

function OpenPull({ project, environment }: OpenPullProps) {
  const client = useClient();
  const { status, error } = useData(environment);
  const { report } = useMasking({ project });
  const datasets = status?.datasets.filter(isSnapshot);
  const [picked, setPicked] = useState<string>();
  const [from, setFrom] = useState<'environment' | 'address'>('environment');
  const [url, setUrl] = useState('');
  const [share, setShare] = useState('');
  const [placement, setPlacement] = useState<PullPlacement>('auto');
  const dataset = datasets?.find(({ name }) => name === picked) ?? datasets?.[0];
  const wrongSource = from === 'address' ? sourceProblem(url) : '';
  const wrongShare = shareProblem(share);
  // A server that is given by its address is read from here: there is nothing to choose.
  const chosen = from === 'address' ? 'auto' : placement;
  const wrongPlacement = placementProblem(chosen, share);
  const problems = [wrongSource, wrongShare, wrongPlacement];
  const ready = dataset !== undefined && problems.every((problem) => problem === '');

  const pull = async (): Promise<void> => {
    if (!ready) return;
    const started = await callCore(() =>
      client.snapshots.pull({
        project,
        dataset: dataset.name,
        ...(from === 'address' && { url: url.trim() }),
        ...(share.trim() !== '' && { percent: Number(share) }),
        ...(chosen !== 'auto' && { placement: chosen }),
      }),
    );
    if (!started) return;
    noteStarted(snapshotsKey(project), started.operation);
    closePull();
    navigate(dataRoutes.snapshots);
  };

  return (
    <Dialog
      open
      onClose={closePull}
      title={dataset ? `Pull a masked snapshot for ${dataset.name}` : 'Pull a masked snapshot'}
      description="Each row is masked in memory on its way; raw data is never written here."
      footer={
        <>
          <Button variant="ghost" onClick={closePull}>
            Cancel
          </Button>
          <Button variant="primary" disabled={!ready} onClick={() => void pull()}>
            Pull snapshot
          </Button>
        </>
      }
    >
      {error && <ErrorState error={error} />}
      {!datasets && !error && (
        <div role="status" aria-label="Reading datasets" className={styles.fields}>
          <Skeleton width="60%" />
          <Skeleton width="48%" />
        </div>
      )}
      {datasets?.length === 0 && (
        <div className={styles.fields}>
          <p>backlot.yaml declares no dataset that is a snapshot. For example:</p>
          <CommandLine command={example} />
        </div>
      )}
      {dataset?.source.kind === 'snapshot' && datasets && (
        <div className={styles.fields}>
          <div className={styles.field}>
            <span className={styles.label}>Dataset</span>
            <Select
              label="Dataset"
              value={dataset.name}
              options={datasets.map(({ name }) => ({ value: name, label: name }))}
              onChange={setPicked}
            />
          </div>
          <div className={styles.field}>
            <span className={styles.label}>Source</span>
            <Segmented
              label="Source"
              value={from}
              onChange={setFrom}
              options={[
                { value: 'environment', label: dataset.source.environment },
                { value: 'address', label: 'Another address' },
              ]}
            />
          </div>
          {from === 'address' && (
            <div className={styles.field}>
              <span className={styles.label}>Address</span>
              <div className={styles.entry}>
                <Input
                  mono
                  autoComplete="off"
                  aria-label="Address of the database"
                  aria-describedby="pull-address"
                  placeholder="postgresql://reader@db.example.test/shop"
                  value={url}
                  onValueChange={setUrl}
                />
                <p id="pull-address" className={styles.note}>
                  {url !== '' && wrongSource !== ''
                    ? wrongSource
                    : 'A password in it is used once and not kept.'}
                </p>
              </div>
            </div>
          )}
          <div className={styles.field}>
            <span className={styles.label}>Share</span>
            <div className={styles.entry}>
              <span className={styles.share}>
                <Input
                  inputMode="decimal"
                  aria-label="Share in per cent"
                  aria-describedby="pull-share"
                  placeholder="all"
                  value={share}
                  onValueChange={setShare}
                />
                %
              </span>
              <p id="pull-share" className={styles.note}>
                {wrongShare ||
                  'Of the root rows, with all that belongs to them; empty: as backlot.yaml says.'}
              </p>
            </div>
          </div>
          <div className={styles.field}>
            <span className={styles.label}>Masking</span>
            <div className={styles.entry}>
              {from === 'environment' && (
                <Segmented
                  label="Where rows are masked"
                  value={placement}
                  onChange={setPlacement}
                  options={placementLabels}
                />
              )}
              <p className={styles.note} aria-live="polite">
                {wrongPlacement || (from === 'address' ? addressNote : placementNote(placement))}
              </p>
            </div>
          </div>
          {report && report.open > 0 && (
            <p className={styles.blocked}>
              <Status tone="attention" word="Blocked" />
              {report.open === 1 ? '1 column is' : `${report.open} columns are`} not decided: the pull stops
              before the first row.
              <Button
                onClick={() => {
                  closePull();
                  navigate(dataRoutes.masking);
                }}
              >
                Show masking rules
              </Button>
            </p>
          )}
        </div>
      )}
    </Dialog>
  );
}
