import type { z } from 'zod';
import type { logLine } from '../../../../shared/contract/live.ts';
import type { stacks } from '../../../../shared/contract/stacks.ts';
import type { StackContainer, StackStatus } from '../../../../shared/model/stack.ts';

const container = (name: string, rest: Partial<StackContainer> = {}): StackContainer => ({
  id: name,
  name,
  number: 1,
  state: 'running',
  health: 'healthy',
  ...rest,
});

/** A stack with a service in each state. */
export const sampleStack: StackStatus = {
  environment: 'dev',
  host: 'default',
  composeProject: 'shop-dev',
  services: [
    {
      name: 'db',
      state: 'ready',
      cause: 'healthy',
      orphan: false,
      image: 'postgres:15',
      containers: [container('shop-dev-db-1')],
      addresses: [{ target: 5432, protocol: 'tcp', host: 'localhost', port: 5433 }],
    },
    {
      name: 'web',
      state: 'starting',
      cause: 'waiting to be healthy',
      orphan: false,
      image: 'shop/web',
      containers: [container('shop-dev-web-1'), container('shop-dev-web-2', { state: 'created' })],
      addresses: [
        { target: 80, protocol: 'tcp', host: 'localhost', port: 8080, url: 'http://localhost:8080/' },
        { target: 53, protocol: 'udp', host: '::1', port: 53 },
      ],
    },
    {
      name: 'worker',
      state: 'failed',
      cause: 'ended with 1',
      orphan: false,
      image: 'shop/worker',
      containers: [container('shop-dev-worker-1', { state: 'exited', exitCode: 1 })],
      addresses: [],
    },
    {
      name: 'mail',
      state: 'absent',
      cause: 'no container',
      orphan: false,
      containers: [],
      addresses: [],
    },
    {
      name: 'old',
      state: 'stopped',
      cause: 'ended with 0',
      orphan: true,
      imageId: 'sha256:3f2c1ab0000000000000000000000000',
      containers: [container('shop-dev-old-1', { state: 'exited', exitCode: 0 })],
      addresses: [],
    },
  ],
  volumes: ['db-data'],
};

type ShownPlan = z.output<typeof stacks.planUp.output>;

const step = (id: string, destructive: boolean): ShownPlan['steps'][number] => ({
  id,
  after: [],
  verb: destructive ? 'recreate' : 'create',
  resource: id,
  cause: 'image digest changed',
  weight: 1,
  destructive,
  args: {},
});

export const gentlePlan: ShownPlan = {
  title: 'Bring up dev of shop',
  notes: [],
  steps: [step('web', false)],
  hash: 'gentle',
  text: 'Bring up dev of shop\n1. create web: it is not there\n',
};

export const harshPlan: ShownPlan = {
  title: 'Bring up dev of shop',
  notes: [],
  steps: [step('web', true)],
  hash: 'harsh',
  text: 'Bring up dev of shop\n1. recreate web: image digest changed [destructive]\n',
};

type LogLine = z.output<typeof logLine>;

export const logLineOf = (
  seq: number,
  service: string,
  text: string,
  rest: Partial<LogLine> = {},
): LogLine => ({
  seq,
  service,
  container: `shop-dev-${service}-1`,
  from: 'stdout',
  at: Date.UTC(2030, 0, 31, 12, 0, seq),
  text,
  ...rest,
});
