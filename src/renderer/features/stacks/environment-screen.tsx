import { ArrowLeft, Database, ShieldHalf } from 'lucide-react';
import { navigate } from 'wouter/use-hash-location';
import type { GraphNode } from '../../../shared/model/graph.ts';
import type { Project } from '../../../shared/model/project.ts';
import { useProject } from '../../state/project.ts';
import { useStack } from '../../state/use-stack.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { openData } from '../data/data-path.ts';
import { openEgress } from '../isolation/isolation-path.ts';
import { LogsPane } from '../logs/logs-pane.tsx';
import { ParityPane } from '../parity/parity-pane.tsx';
import { TerminalPane } from '../terminal/terminal-pane.tsx';
import { actionRefusal } from './action-refusal.ts';
import { ConfigPane } from './config-pane.tsx';
import { EnvironmentActions } from './environment-actions.tsx';
import styles from './environment-screen.module.css';
import { HistoryPane } from './history-pane.tsx';
import { ServicesTable } from './services-table.tsx';
import { type StackTab, useStackView } from './stack-view.ts';
import { knownWord, readyCount, runs } from './stack-words.ts';
import { useUsages } from './use-usages.ts';

/** One environment: how its services are, their logs, a terminal, its configuration and its history. */
export function EnvironmentScreen({ name }: { readonly name: string }) {
  const project = useProject();
  const node = project?.graph.nodes.find((one) => one.name === name);
  if (!project || !node || node.pattern) {
    return (
      <EmptyState
        title={
          node
            ? `${name} stands for one environment for each shared branch`
            : `backlot.yaml declares no environment "${name}"`
        }
        actions={<Button onClick={() => navigate('/environments')}>Show environments</Button>}
      />
    );
  }
  return <Environment key={`${project.path} ${name}`} project={project} node={node} />;
}

function Environment({ project, node }: { readonly project: Project; readonly node: GraphNode }) {
  const { name, host } = node;
  const place = { project: project.path, environment: name };
  const known = useStack(name);
  const { status, error } = known;
  const tab = useStackView((state) => state.tab);
  const usages = useUsages(project.path, name, status !== undefined && runs(status));
  const refusal = actionRefusal(node, known);
  const services = status?.services.map((service) => service.name) ?? [];
  return (
    <div className={styles.screen}>
      <ScreenHeader
        title={name}
        lead={
          <IconButton label="Back to environments" onClick={() => navigate('/environments')}>
            <ArrowLeft />
          </IconButton>
        }
        status={<Status {...knownWord(known)} look="badge" />}
        description={[status && readyCount(status), `on host ${host}`, status?.composeProject]
          .filter(Boolean)
          .join('  ·  ')}
        actions={
          <>
            <Button variant="ghost" icon={<Database aria-hidden />} onClick={() => openData(name)}>
              Data
            </Button>
            {node.isolated && (
              <Button variant="ghost" icon={<ShieldHalf aria-hidden />} onClick={() => openEgress(name)}>
                Isolation
              </Button>
            )}
            <EnvironmentActions place={place} known={known} refusal={refusal} />
          </>
        }
      />
      {error && (
        <div className={styles.error}>
          <ErrorState error={error} />
        </div>
      )}
      {status && (
        // 1 px of border, the head, and a row each: as high as it needs to be, up to its share.
        <div className={styles.services} style={{ height: `${33 + status.services.length * 32}px` }}>
          <ServicesTable place={place} status={status} usages={usages} refusal={refusal} />
        </div>
      )}
      {!status && !error && (
        <div role="status" aria-label="Looking at the services" className={styles.loading}>
          <Skeleton width="52%" />
          <Skeleton width="44%" />
          <Skeleton width="58%" />
        </div>
      )}
      {(status || !error) && (
        <div className={styles.tabs}>
          <Tabs<StackTab>
            label={`More of ${name}`}
            value={tab}
            onChange={(next) => useStackView.setState({ tab: next })}
            tabs={[
              {
                value: 'logs',
                label: 'Logs',
                panel: status && <LogsPane {...place} services={services} />,
              },
              {
                value: 'terminal',
                label: 'Terminal',
                panel: status && <TerminalPane place={place} status={status} />,
              },
              {
                value: 'config',
                label: 'Config',
                panel: <ConfigPane project={project} environment={name} />,
              },
              {
                value: 'parity',
                label: 'Parity',
                panel: <ParityPane project={project} environment={name} />,
              },
              { value: 'history', label: 'History', panel: <HistoryPane {...place} /> },
            ]}
          />
        </div>
      )}
    </div>
  );
}
