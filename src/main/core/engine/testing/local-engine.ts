import type { DockerContext } from '../../docker/contexts.ts';

/** For tests: the machine's own engine, never one that a developer's context points at. */
export const localContext: DockerContext = {
  name: 'default',
  address: process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock',
  endpoint: {
    kind: 'unix',
    path: (process.env.DOCKER_HOST ?? '').replace(/^unix:\/\//, '') || '/var/run/docker.sock',
  },
  current: true,
};
