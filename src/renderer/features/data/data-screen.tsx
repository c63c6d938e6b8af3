import { ArrowDownToLine, Database, HardDriveUpload } from 'lucide-react';
import type { GraphNode } from '../../../shared/model/graph.ts';
import type { Project } from '../../../shared/model/project.ts';
import { useClient } from '../../state/core-context.ts';
import { useData } from '../../state/data.ts';
import { useProject } from '../../state/project.ts';
import { placeKey } from '../../state/stacks.ts';
import { useUi } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { NoEnvironment } from '../environments/no-environment.tsx';
import { InlineOperation } from '../operations/inline-operation.tsx';
import { askPull } from '../snapshots/pull-request.ts';
import { openEnvironment } from '../stacks/stack-view.ts';
import { redoChange, undoChange } from './data-actions.ts';
import { askAboutData } from './data-dialog.ts';
import { DataNav } from './data-nav.tsx';
import { dataRoutes, openData } from './data-path.ts';
import styles from './data-screen.module.css';
import { DatasetList } from './dataset-list.tsx';
import { dataRefusal } from './dataset-words.ts';
import { DiskUsage } from './disk-usage.tsx';
import { HeldState } from './held-state.tsx';
import { dismissStarted, usePlaceOperations } from './started-operations.ts';
import { TimeLine } from './time-line.tsx';
import { useUndoKeys } from './use-undo-keys.ts';

/** The environments whose data can be looked at, the developer's own first. */
const placesOf = ({ graph }: Project): readonly GraphNode[] =>
  graph.nodes
    .filter(({ pattern }) => !pattern)
    .toSorted((a, b) => Number(b.kind === 'dev') - Number(a.kind === 'dev'));

/** The data of one environment: datasets to switch to, history to go back in, what it takes on disk. */
export function DataScreen({ name }: { readonly name?: string | undefined }) {
  const project = useProject();
  if (!project) return null;
  const nodes = placesOf(project);
  const node = name === undefined ? nodes[0] : nodes.find((one) => one.name === name);
  if (!node)
    return (
      <NoEnvironment
        icon={<Database />}
        name={name}
        none="No environment to hold data yet"
        back={{ words: 'Show data', path: dataRoutes.datasets }}
      >
        Seeds and masked snapshots are switched here, and undone.
      </NoEnvironment>
    );
  return <EnvironmentData key={`${project.path} ${node.name}`} project={project} node={node} nodes={nodes} />;
}

interface EnvironmentDataProps {
  readonly project: Project;
  readonly node: GraphNode;
  readonly nodes: readonly GraphNode[];
}

function EnvironmentData({ project, node, nodes }: EnvironmentDataProps) {
  const client = useClient();
  const place = { project: project.path, environment: node.name };
  const key = placeKey(place);
  const known = useData(node.name);
  const { status, error } = known;
  const { own, others, busy } = usePlaceOperations(place);
  const refusal = dataRefusal(node, known, busy);
  const free = status && refusal === undefined ? status : undefined;
  useUndoKeys(
    free?.canUndo ? () => void undoChange(client, place) : undefined,
    free?.canRedo ? () => void redoChange(client, place) : undefined,
  );
  const stateless = status?.services.length === 0;
  return (
    <div className={styles.screen}>
      <DataNav
        about={
          <Select
            label="Environment"
            value={node.name}
            options={nodes.map(({ name }) => ({ value: name, label: name }))}
            onChange={openData}
          />
        }
        actions={
          <>
            <Button
              icon={<HardDriveUpload aria-hidden />}
              disabled={refusal !== undefined}
              onClick={() => askAboutData({ kind: 'save-dataset', ...place })}
            >
              Save as dataset…
            </Button>
            <Button icon={<ArrowDownToLine aria-hidden />} onClick={askPull}>
              Pull snapshot…
            </Button>
          </>
        }
      />
      <div className={styles.body}>
        {error && (
          <ErrorState
            error={error}
            actions={
              error.code.startsWith('docker') ? (
                <Button onClick={() => useUi.setState({ doctorOpen: true })}>Check this machine</Button>
              ) : (
                <Button onClick={() => openEnvironment(node.name)}>Open {node.name}</Button>
              )
            }
          />
        )}
        {status && !stateless && <HeldState place={place} status={status} refusal={refusal} />}
        {others.map((operation) => (
          <InlineOperation key={operation.id} operation={operation} compact />
        ))}
        {own.map((operation) => (
          <InlineOperation
            key={operation.id}
            operation={operation}
            onDismiss={() => dismissStarted(key, operation.id)}
          />
        ))}
        {!status && !error && (
          <div role="status" aria-label={`Looking at the data of ${node.name}`} className={styles.loading}>
            <Skeleton width="240px" height="1.25rem" />
            <Skeleton width="180px" />
            <Skeleton width="62%" />
            <Skeleton width="58%" />
            <Skeleton width="64%" />
          </div>
        )}
        {stateless && (
          <EmptyState
            icon={<Database />}
            title={`No service of ${node.name} keeps data`}
            actions={<Button onClick={() => openEnvironment(node.name)}>Open {node.name}</Button>}
          >
            A service is stateful when it owns a named volume. Give one to the database in the compose file:
            from then on its data can be switched, kept and undone here.
          </EmptyState>
        )}
        {status && !stateless && (
          <div className={styles.columns}>
            <DatasetList place={place} status={status} refusal={refusal} />
            <TimeLine place={place} status={status} refusal={refusal} />
          </div>
        )}
      </div>
      {status && !stateless && <DiskUsage status={status} />}
    </div>
  );
}
