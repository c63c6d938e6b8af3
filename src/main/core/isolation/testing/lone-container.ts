import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { TEST_LABEL, testRun } from '../../../../../scripts/testing/test-run.ts';
import type { Engine } from '../../docker/connect-engine.ts';
import { createContainer, removeContainer, startContainer } from '../../docker/containers.ts';
import { createNetwork, removeNetwork } from '../../docker/networks.ts';
import { documentationPrefix } from './outside-world.ts';

const signal = new AbortController().signal;
const unique = (): string => `backlot-test-${randomBytes(4).toString('hex')}`;

/** For tests: a network that is not isolated, with IPv6; answers its name, which goes with the test. */
export async function openNetwork(engine: Engine): Promise<string> {
  const name = unique();
  const body = {
    Name: name,
    EnableIPv6: true,
    IPAM: { Config: [{ Subnet: `${documentationPrefix()}::/64` }] },
    Labels: { [TEST_LABEL]: testRun },
  };
  await createNetwork(engine, body, signal);
  onTestFinished(() => removeNetwork(engine, name, signal));
  return name;
}

/** For tests: a container of its own on a network, started; answers its name. It goes with the test. */
export async function loneContainer(
  engine: Engine,
  image: string,
  network: string,
  more: { readonly command?: readonly string[]; readonly host?: object } = {},
): Promise<string> {
  const name = unique();
  const { id } = await createContainer(
    engine,
    {
      name,
      body: {
        Image: image,
        Cmd: more.command ?? ['sleep', 'infinity'],
        Labels: { [TEST_LABEL]: testRun },
        HostConfig: { Init: true, NetworkMode: network, ...more.host },
      },
    },
    signal,
  );
  onTestFinished(() => removeContainer(engine, id, signal, { force: true }));
  await startContainer(engine, id, signal);
  return name;
}
