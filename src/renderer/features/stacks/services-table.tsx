import { Hammer, Logs, RotateCw, SquareTerminal } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { StackService, StackStatus } from '../../../shared/model/stack.ts';
import { useClient } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Badge } from '../../ui/badge.tsx';
import { Bytes } from '../../ui/bytes.tsx';
import { CopyDigest } from '../../ui/copy-digest.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Sparkline } from '../../ui/sparkline.tsx';
import { Status } from '../../ui/status.tsx';
import { Table, type TableColumn } from '../../ui/table.tsx';
import { AddressLink } from './address-link.tsx';
import { askPlan } from './plan-request.ts';
import styles from './services-table.module.css';
import { restartServices } from './stack-actions.ts';
import { showLogs, showTerminal } from './stack-view.ts';
import { serviceWord } from './stack-words.ts';
import type { Usage, Usages } from './usage.ts';

interface Row {
  readonly service: StackService;
  readonly usage: Usage | undefined;
}

const facts: readonly TableColumn<Row>[] = [
  {
    id: 'name',
    title: 'Service',
    width: 'minmax(88px, 1fr)',
    cell: ({ service }) => (
      <span className={styles.name}>
        {service.name} {service.orphan && <Badge tone="attention">orphan</Badge>}
      </span>
    ),
  },
  {
    id: 'state',
    title: 'State',
    width: 'minmax(168px, 1.6fr)',
    cell: ({ service }) => (
      <span className={styles.state} title={service.cause}>
        <Status {...serviceWord(service)} />
        <span className={styles.cause}>{service.cause}</span>
      </span>
    ),
  },
  {
    id: 'image',
    title: 'Image',
    width: 'minmax(132px, 1.2fr)',
    cell: ({ service }) => (
      <span className={styles.image}>
        <span className={styles.clip} title={service.image}>
          {service.image ?? ''}
        </span>
        {service.imageId !== undefined && <CopyDigest value={service.imageId} />}
      </span>
    ),
  },
  {
    id: 'cpu',
    title: 'CPU',
    width: '108px',
    align: 'end',
    cell: ({ usage }) =>
      usage?.cpuPercent !== undefined && (
        <span className={styles.usage}>
          <Sparkline values={usage.cpu} span={30} />
          {usage.cpuPercent.toFixed(usage.cpuPercent < 10 ? 1 : 0)} %
        </span>
      ),
  },
  {
    id: 'memory',
    title: 'Memory',
    width: '122px',
    align: 'end',
    cell: ({ usage }) =>
      usage && (
        <span className={styles.usage}>
          <Sparkline values={usage.memory} span={30} />
          <Bytes value={Math.round(usage.memoryBytes)} />
        </span>
      ),
  },
  {
    id: 'ports',
    title: 'Ports',
    width: 'minmax(96px, 0.5fr)',
    cell: ({ service }) =>
      service.addresses.map((address) => (
        <AddressLink key={`${address.host} ${address.port} ${address.protocol}`} address={address} />
      )),
  },
];

export interface ServicesTableProps {
  readonly place: StackPlace;
  readonly status: StackStatus;
  readonly usages: Usages;
  /** Why nothing can be changed there. */
  readonly refusal: string | undefined;
}

/** The services of a stack: state and cause, image, what they use, ports, and what can be done with each. */
export function ServicesTable({ place, status, usages, refusal }: ServicesTableProps) {
  const client = useClient();
  const [selected, setSelected] = useState<string>();
  const { project, environment } = place;
  const columns = useMemo(
    (): readonly TableColumn<Row>[] => [
      ...facts,
      {
        id: 'actions',
        title: 'Actions',
        width: '136px',
        align: 'end',
        cell: ({ service: { name, containers } }) => (
          <span className={styles.actions}>
            <IconButton
              label={`Restart ${name}`}
              disabled={refusal !== undefined || containers.length === 0}
              onClick={() => void restartServices(client, { project, environment }, [name])}
            >
              <RotateCw />
            </IconButton>
            <IconButton
              label={`Redeploy ${name} alone`}
              disabled={refusal !== undefined}
              onClick={() => askPlan({ kind: 'up', project, environment, services: [name], anew: true })}
            >
              <Hammer />
            </IconButton>
            <IconButton label={`Show logs of ${name}`} onClick={() => showLogs(name)}>
              <Logs />
            </IconButton>
            <IconButton
              label={`Open a terminal in ${name}`}
              disabled={!containers.some(({ state }) => state === 'running')}
              onClick={() => showTerminal(name)}
            >
              <SquareTerminal />
            </IconButton>
          </span>
        ),
      },
    ],
    [client, project, environment, refusal],
  );
  return (
    <Table
      label="Services"
      columns={columns}
      rows={status.services.map((service): Row => ({ service, usage: usages[service.name] }))}
      keyOf={({ service }) => service.name}
      selected={selected}
      onSelect={({ service }) => setSelected(service.name)}
      onOpen={({ service }) => showLogs(service.name)}
    />
  );
}
