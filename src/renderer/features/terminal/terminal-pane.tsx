import { lazy, Suspense, useState } from 'react';
import { dockerCommand } from '../../../shared/model/docker-command.ts';
import type { StackStatus } from '../../../shared/model/stack.ts';
import { loadPart } from '../../shell/load-again.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { showTerminal, useStackView } from '../stacks/stack-view.ts';
import styles from './terminal-pane.module.css';

// A chunk of its own, as it holds the terminal library.
const LazyView = lazy(async () => ({
  default: (await loadPart(() => import('./terminal-view.tsx'))).TerminalView,
}));

export interface TerminalPaneProps {
  readonly place: StackPlace;
  readonly status: StackStatus;
}

/** A terminal in one of the running services, to be chosen. */
export function TerminalPane({ place, status }: TerminalPaneProps) {
  const asked = useStackView((state) => state.terminalOf);
  const [turn, setTurn] = useState(0);
  const running = status.services.flatMap(({ name, containers }) => {
    const container = containers.find(({ state }) => state === 'running');
    return container ? [{ name, container: container.name }] : [];
  });
  const chosen = running.find(({ name }) => name === asked) ?? running[0];
  if (!chosen)
    return (
      <EmptyState title="No service is running">
        A terminal opens in a running service's container.
      </EmptyState>
    );
  const command = dockerCommand(status.host, {
    kind: 'exec',
    container: chosen.container,
    command: ['sh'],
  });
  return (
    <div className={styles.pane}>
      <div className={styles.bar}>
        <Select
          label="Service of the terminal"
          value={chosen.name}
          options={running.map(({ name }) => ({ value: name, label: name }))}
          onChange={showTerminal}
        />
        <code className={styles.command}>{command}</code>
        <CopyButton text={command} what="command" />
      </div>
      <Suspense fallback={<Skeleton width="40%" />}>
        <LazyView
          key={`${chosen.name} ${turn}`}
          place={place}
          service={chosen.name}
          onAgain={() => setTurn(turn + 1)}
        />
      </Suspense>
    </div>
  );
}
