import { describe, expect, test } from 'vitest';
import { mergeNodes, settle } from './merge-nodes.ts';
import { fileRules } from './merge-rules.ts';
import { Problems } from './problems.ts';
import { readTree } from './read-tree.ts';
import { type Node, plainOf, type Source } from './yaml-node.ts';

function read(text: string, problems: Problems): Node {
  const source: Source = {
    file: 'x',
    text,
    baseDirectory: '/',
    projectDirectory: '/',
    lookup: () => undefined,
  };
  const [root] = readTree(source, problems);
  if (!root) throw new Error('no document');
  return root;
}

function merged(
  base: string,
  ...overs: readonly string[]
): { readonly value: unknown; readonly problems: Problems } {
  const problems = new Problems();
  const root = overs.reduce(
    (before, over) => mergeNodes(before, read(over, problems), fileRules, [], problems),
    read(base, problems),
  );
  return { value: plainOf(settle(root)), problems };
}

const inService = (body: string): string => `services: { web: { ${body} } }`;

const service = (base: string, ...overs: readonly string[]): unknown => {
  const { value, problems } = merged(inService(base), ...overs.map(inService));
  expect(problems.list()).toEqual([]);
  return value;
};

const web = (keys: object): object => ({ services: { web: keys } });

describe('rules', () => {
  test.each<[string, string, string, object]>([
    ['values are replaced', 'image: a', 'image: b', { image: 'b' }],
    ['nothing leaves what was there', 'restart: always', 'restart:', { restart: 'always' }],
    [
      'maps by key',
      'deploy: { mode: a, replicas: 1 }',
      'deploy: { replicas: 2 }',
      { deploy: { mode: 'a', replicas: 2 } },
    ],
    ['lists are appended', 'cap_add: [a]', 'cap_add: [b, a]', { cap_add: ['a', 'b', 'a'] }],
    ['command is replaced', 'command: [a, b]', 'command: c', { command: 'c' }],
    ['command, even by nothing', 'command: [a]', 'command:', { command: null }],
    ['entrypoint is replaced', 'entrypoint: a', 'entrypoint: []', { entrypoint: [] }],
    [
      'healthcheck.test is replaced',
      'healthcheck: { test: [a], retries: 1 }',
      'healthcheck: { test: [b] }',
      { healthcheck: { test: ['b'], retries: 1 } },
    ],
    [
      'environment by key',
      'environment: { A: 1, B: 2 }',
      'environment: [A=3, C]',
      { environment: { A: '3', B: 2, C: null } },
    ],
    ['labels by key', 'labels: [a=1, b]', 'labels: { a: 2 }', { labels: { a: 2, b: null } }],
    [
      'build arguments by key',
      'build: { args: [A=1] }',
      'build: { args: { A: 2 } }',
      { build: { args: { A: 2 } } },
    ],
    [
      'a build path is a context',
      'build: ./a',
      'build: { target: t }',
      { build: { context: './a', target: 't' } },
    ],
    [
      'hosts keep several addresses',
      'extra_hosts: ["a=1"]',
      'extra_hosts: { a: 2, b: [3, 4] }',
      { extra_hosts: ['a=1', 'a=2', 'b=3', 'b=4'] },
    ],
    ['names and lists of names are appended', 'dns: a', 'dns: [b]', { dns: ['a', 'b'] }],
    ['env_file is appended', 'env_file: a', 'env_file: [{ path: b }]', { env_file: ['a', { path: 'b' }] }],
    [
      'networks by name',
      'networks: [a, b]',
      'networks: { b: { aliases: [x] } }',
      { networks: { a: null, b: { aliases: ['x'] } } },
    ],
    [
      'depends_on by name',
      'depends_on: { a: { condition: service_healthy, restart: true } }',
      'depends_on: [a, b]',
      {
        depends_on: {
          a: { condition: 'service_started', restart: true, required: true },
          b: { condition: 'service_started', required: true },
        },
      },
    ],
    [
      'logging of one driver',
      'logging: { driver: d, options: { a: 1 } }',
      'logging: { options: { b: 2 } }',
      { logging: { driver: 'd', options: { a: 1, b: 2 } } },
    ],
    [
      'logging of another driver',
      'logging: { driver: d, options: { a: 1 } }',
      'logging: { driver: e }',
      { logging: { driver: 'e' } },
    ],
    [
      'a ulimit is replaced',
      'ulimits: { n: { soft: 1, hard: 2 } }',
      'ulimits: { n: 3 }',
      { ulimits: { n: 3 } },
    ],
    ['x-* is replaced', 'x-a: { b: 1 }', 'x-a: { c: 2 }', { 'x-a': { c: 2 } }],
    ['!reset takes away', 'ports: [a], tty: true', 'ports: !reset [], tty: !reset null', {}],
    [
      '!reset of one key of a map',
      'environment: { A: 1, B: 2 }',
      'environment: { A: !reset null }',
      { environment: { B: 2 } },
    ],
    ['!reset of what is not there', '', 'ports: !reset []', {}],
    [
      '!override replaces',
      'ports: [a], environment: { A: 1 }',
      'ports: !override [b], environment: !override { B: 2 }',
      { ports: ['b'], environment: { B: 2 } },
    ],
  ])('%s', (_name, base, over, expected) => {
    expect(service(base, over)).toEqual(web(expected));
  });

  test('after !reset a later file starts anew', () => {
    expect(service('ports: [a]', 'ports: !reset []', 'ports: [c]')).toEqual(web({ ports: ['c'] }));
  });

  test('!reset of a service and of an item of a list', () => {
    const { value } = merged(
      'services: { a: { image: a }, b: { ports: [x, !reset y, z] } }',
      'services: { a: !reset null }',
    );
    expect(value).toEqual({ services: { b: { ports: ['x', 'z'] } } });
  });

  test('pools of a network by subnet', () => {
    const pools = (text: string): string => `networks: { n: { ipam: { config: [${text}] } } }`;
    const { value } = merged(
      pools('{ subnet: a, gateway: g }'),
      pools('{ subnet: a, ip_range: r }, { subnet: b }'),
    );
    expect(value).toEqual({
      networks: { n: { ipam: { config: [{ subnet: 'a', gateway: 'g', ip_range: 'r' }, { subnet: 'b' }] } } },
    });
  });

  test('a map over a list is told', () => {
    const { problems } = merged(inService('ports: [a]'), inService('ports: { a: 1 }'));
    expect(problems.list().map(({ message }) => message)).toEqual([
      "services.web.ports is a block of keys here, but a list in x: the two can't be merged.",
    ]);
  });
});
