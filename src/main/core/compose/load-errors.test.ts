// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are variables of compose files
import { expect, test } from 'vitest';
import { toBacklotError } from '../../../shared/errors.ts';
import { placeText } from '../project/config-error.ts';
import { loadCompose } from './load-compose.ts';
import { temporaryFiles } from './testing/temporary-files.ts';

const signal = new AbortController().signal;

/** The problems of a compose file, each as `line:column message (hint)`. */
async function problemsOf(
  text: string,
  others: Readonly<Record<string, string>> = {},
): Promise<readonly string[]> {
  const cwd = temporaryFiles({ 'compose.yaml': text, ...others });
  try {
    await loadCompose({ cwd, env: {} }, signal);
    return [];
  } catch (error) {
    const { code, details } = toBacklotError(error);
    expect(code).toBe('config-invalid');
    const problems: unknown = details.problems;
    if (!Array.isArray(problems)) throw error;
    return problems.map((problem) => {
      const place = placeText(problem).replace(/^compose\.yaml:/, '');
      return `${place} ${problem.message}${problem.hint === undefined ? '' : ` (${problem.hint})`}`;
    });
  }
}

const web = (line: string): string => `services:\n  web:\n    image: web\n    ${line}\n`;

test.each([
  // Keys and their kinds
  ['prots: []', '4:5 "prots" is not a key of services.web. (Did you mean "ports"?)'],
  [
    'healthcheck: { tset: x }',
    '4:20 "tset" is not a key of services.web.healthcheck. (Did you mean "test"?)',
  ],
  ['hostname: 12', '4:15 services.web.hostname must be text, not a number. (Put it in quotes: "12".)'],
  ['hostname: [a]', '4:15 services.web.hostname must be text, not a list.'],
  ['hostname:', '4:5 services.web.hostname is empty; it must be text.'],
  [
    'environment: text',
    '4:18 services.web.environment must be a block of keys or a list of NAME=value, not text.',
  ],
  [
    'environment: { A: [1] }',
    '4:23 services.web.environment.A must be text, a number, true or false, not a list.',
  ],
  ['environment: { 1: a }', '4:20 The key 1 is not text. (Put it in quotes: "1".)'],
  ['ports: "80"', '4:12 services.web.ports must be a list, not text.'],
  ['tty: 1', '4:10 services.web.tty must be true or false, not a number.'],
  ['tty: maybe', '4:10 services.web.tty: "maybe" is not true or false.'],
  ['scale: 1.5', '4:12 services.web.scale: "1.5" is not a whole number from 0 on.'],
  ['cpus: fast', '4:11 services.web.cpus: "fast" is not a number.'],
  [
    'oom_score_adj: 2000',
    '4:20 services.web.oom_score_adj: "2000" is not a whole number from -1000 to 1000.',
  ],
  [
    'cgroup: hots',
    '4:13 services.web.cgroup: "hots" is not one of "host" or "private". (Did you mean "host"?)',
  ],
  // Values
  [
    'mem_limit: 12x',
    '4:16 services.web.mem_limit: "12x" is not a size. (Write bytes, or a number with its unit: 512k, 64m, 1.5g.)',
  ],
  [
    'stop_grace_period: 1d',
    '4:24 services.web.stop_grace_period: "1d" is not a duration. (Write a number with its unit: 500ms, 10s, 1m30s, 2h.)',
  ],
  [
    'healthcheck: { interval: 5 }',
    '4:30 services.web.healthcheck.interval must be text, not a number. (Put it in quotes: "5".)',
  ],
  [
    'healthcheck: { test: [curl] }',
    '4:26 services.web.healthcheck.test: a list must start with "CMD", "CMD-SHELL" or "NONE", not "curl". (Write [CMD, curl, …], or the whole test as one text.)',
  ],
  [
    'ports: ["70000"]',
    '4:13 services.web.ports[0]: "70000" is not a port. "70000" is not a port of the container: it is 0 to 65535, or a range. (Write "host:container", in quotes.)',
  ],
  ['ports: [{ published: 80 }]', '4:13 services.web.ports[0] has no "target". (Add the key "target".)'],
  [
    'volumes: ["data::ro"]',
    '4:15 services.web.volumes[0]: "data::ro" is not a mount. There is nothing between two colons. (Write source:target, with :ro behind it for read-only.)',
  ],
  [
    'volumes: [{ type: bind, target: /x }]',
    '4:15 services.web.volumes[0]: a bind has no source. (Add the key "source" with a path.)',
  ],
  [
    'command: a "b',
    `4:14 services.web.command: "a \\"b" can't be split into words. A quote, a bracket or a backslash is left open. (Write the command as a list of words.)`,
  ],
  [
    'restart: sometimes',
    '4:14 services.web.restart: "sometimes" is not valid. (It is no, always, unless-stopped or on-failure[:times].)',
  ],
  ['extra_hosts: [a]', '4:19 services.web.extra_hosts[0]: "a" has no address. (Write name=address.)'],
  [
    'depends_on: { db: {} }',
    '4:23 services.web.depends_on.db has no "condition". (Add the key "condition".)',
  ],
  [
    'deploy: { resources: { reservations: { devices: [{ capabilities: [gpu], count: 1, device_ids: [a] }] } } }',
    '4:54 services.web.deploy.resources.reservations.devices[0]: "count" and "device_ids" exclude each other. (Keep one of the two.)',
  ],
  // Variables
  [
    'user: ${NONE:?set it}',
    '4:11 The variable NONE must have a value: set it. (Set NONE in the shell or in .env.)',
  ],
  ['user: ${', '4:11 "${" is not a variable. (Write ${NAME}, or $$ for a dollar sign.)'],
  ['privileged: ${NONE:-perhaps}', '4:17 services.web.privileged: "perhaps" is not true or false.'],
  // References
  ['depends_on: [dbb]\n  db: { image: db }', '4:18 There is no service "dbb". (Did you mean "db"?)'],
  ['depends_on: { db: { condition: service_started } }', '4:19 There is no service "db".'],
  ['links: ["db:x"]', '4:13 There is no service "db".'],
  ['network_mode: service:db', '4:19 There is no service "db".'],
  ['volumes_from: [db]', '4:20 There is no service "db".'],
  [
    'networks: [back]',
    '4:16 There is no network "back". (Declare it under networks at the end of the file.)',
  ],
  [
    'volumes: ["data:/data"]',
    '4:15 There is no volume "data". (Declare it under volumes at the end of the file.)',
  ],
  ['secrets: [token]', '4:15 There is no secret "token". (Declare it under secrets at the end of the file.)'],
  [
    'configs: [{ source: conf }]',
    '4:15 There is no config "conf". (Declare it under configs at the end of the file.)',
  ],
  [
    'build: { secrets: [token] }',
    '4:24 There is no secret "token". (Declare it under secrets at the end of the file.)',
  ],
  [
    'depends_on: [web]',
    '4:18 Services wait for each other in a circle: web → web. (Take one of the dependencies out.)',
  ],
  [
    'depends_on: [a]\n  a: { image: a, links: [web] }',
    '5:3 Services wait for each other in a circle: a → web → a. (Take one of the dependencies out.)',
  ],
  [
    'depends_on: [off]\n  off: { image: off, profiles: [dev] }',
    '4:18 web needs off, which is off: none of its profiles is active. (Activate "dev", or write required: false.)',
  ],
  // Contradictions
  [
    'network_mode: host\n    networks: [default]',
    '4:19 "network_mode" and "networks" exclude each other. (Keep one of the two.)',
  ],
  [
    'scale: 2\n    deploy: { replicas: 3 }',
    '4:12 "scale" and "deploy.replicas" are one thing, but differ. (Keep one of the two.)',
  ],
  [
    'mem_limit: 1g\n    deploy: { resources: { limits: { memory: 2g } } }',
    '4:16 "mem_limit" and "deploy.resources.limits.memory" are one thing, but differ. (Keep one of the two.)',
  ],
  [
    'container_name: c\n    scale: 2',
    `4:21 web runs 2 times, but containers can't share the name "c". (Take "container_name" out.)`,
  ],
  [
    'container_name: c\n  a: { image: a, container_name: c }',
    '4:21 The services a and web have one container name, "c". (Give each its own, or none.)',
  ],
  [
    'build: { dockerfile: a, dockerfile_inline: b }',
    '4:48 services.web.build: "b" "dockerfile" and "dockerfile_inline" exclude each other. (Keep one of the two.)',
  ],
  // extends and include
  [
    'extends: { service: bsae }\n  base: { image: x }',
    '4:25 There is no service "bsae" in compose.yaml. (Did you mean "base"?)',
  ],
  [
    'extends: { file: none.yaml, service: x }',
    '4:42 There is no file none.yaml. (Check the name and where it starts.)',
  ],
  [
    'extends: [x]',
    '4:5 services.web.extends names a service, and a file if the service is in another one. (Write extends: { service: base, file: other.yaml }.)',
  ],
  ['extends: web', '4:14 Services extend each other in a circle: web → web. (Take one of the extends out.)'],
  [
    'env_file: none.env',
    '4:15 There is no file none.env. (Write { path, required: false } if it need not exist.)',
  ],
])('%s', async (line, expected) => {
  expect(await problemsOf(web(line))).toEqual([expected]);
});

test.each([
  ['', 'compose.yaml compose.yaml is empty. (Write services: into it.)'],
  ['# nothing\n', 'compose.yaml compose.yaml is empty. (Write services: into it.)'],
  ['- a\n', '1:1 A compose file is a block of keys. (It starts with "services:".)'],
  ['services:\n', '1:1 services is empty; it must be a block of keys.'],
  ['servces: {}\n', '1:1 "servces" is not a key of a compose file. (Did you mean "services"?)'],
  [
    'services:\n  web: {}\n',
    '2:3 The service web has neither an image nor a build. (Add the key "image" or "build".)',
  ],
  ['services:\n  web:\n', '2:3 services.web is empty; it must be a block of keys.'],
  [
    'services:\n  "a b": { image: x }\n',
    '2:3 "a b" is no name in services. (A name is letters, digits, ".", "_" and "-".)',
  ],
  ['services:\n  web:\n\timage: x\n', '3:1 YAML does not take tabs as indentation. (Indent with spaces.)'],
  ['services:\n  web:\n    image: a\n    image: b\n', '4:5 "image" is written twice. (Keep one of the two.)'],
  [
    'services:\n  web: *none\n',
    '2:8 "*none" refers to an anchor that is not there. (Write &none at an earlier value, or write the value out.)',
  ],
  ['services: &a\n  web: *a\n', '2:8 "*a" refers to the value it is a part of.'],
  [
    'services:\n  web:\n    <<: text\n    image: x\n',
    '3:5 "<<" takes a map or a list of maps. (Write <<: *anchor.)',
  ],
  [
    'services: { web: { image: "a\u0007b" } }\n',
    '1:29 The file holds a control character. (Is it a text file?)',
  ],
  [`services: ${'['.repeat(80)}${']'.repeat(80)}\n`, '1:74 The file is nested deeper than 64 levels.'],
  ['include: other.yaml\n', '1:1 "include" is a list of files. (Write include: [other.yaml].)'],
  ['include: [none.yaml]\n', '1:11 There is no file none.yaml. (Check the name and where it starts.)'],
  [
    'include: [{ file: a }]\n',
    '1:11 An include is a path, or a block with path, project_directory and env_file. (Write - path: other.yaml.)',
  ],
  ['include: [compose.yaml]\n', '1:11 Files include each other in a circle: compose.yaml → compose.yaml.'],
  [
    'volumes: { v: { external: true, driver: x } }\n',
    '1:41 volumes.v.driver: "x" an external volume has its settings already. (Take "driver" or "external" out.)',
  ],
  ['secrets: { s: {} }\n', '1:15 secrets.s: one of "file", "environment" or "external" must be given.'],
  [
    'configs: { c: { file: a, content: b } }\n',
    '1:35 configs.c: "b" only one of "file", "environment", "content" can be given.',
  ],
])('%j', async (text, expected) => {
  expect(await problemsOf(text)).toEqual([expected]);
});

test('an alias bomb is refused at once', async () => {
  const levels = Array.from(
    { length: 20 },
    (_, n) => `x-${n + 1}: &a${n + 1} [${Array(10).fill(`*a${n}`).join(', ')}]`,
  );
  const begun = performance.now();
  const [problem] = await problemsOf(`x-0: &a0 text\n${levels.join('\n')}\n`);
  expect(problem).toContain('unfold into too much data');
  // Unfolded it would not end in a lifetime.
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test('a file past 10 MB is not read', async () => {
  const [problem] = await problemsOf(`x-a: ${'a'.repeat(10 * 1024 * 1024)}\n`);
  expect(problem).toBe('compose.yaml compose.yaml is larger than 10 MB.');
});

test('every mistake is told, each at its place and in its file', async () => {
  const problems = await problemsOf(
    'include: [sub/inner.yaml]\nservices:\n  web:\n    extends: { file: base.yaml, service: web }\n    prots: []\n    tty: 1\n',
    {
      'base.yaml': 'services:\n  web:\n    image: web\n    hostname: 12\n',
      'sub/inner.yaml': 'services:\n  inner:\n    imgae: x\n',
    },
  );
  expect(problems).toEqual([
    'sub/inner.yaml:3:5 "imgae" is not a key of services.inner. (Did you mean "image"?)',
    '5:5 "prots" is not a key of services.web. (Did you mean "ports"?)',
    'base.yaml:4:15 services.web.hostname must be text, not a number. (Put it in quotes: "12".)',
    '6:10 services.web.tty must be true or false, not a number.',
  ]);
});

test('lists that can not be merged name both places', async () => {
  const [problem] = await problemsOf('services: { web: { image: x, ports: ["80"] } }\n', {
    'compose.override.yaml': 'services:\n  web:\n    ports: { a: 1 }\n',
  });
  expect(problem).toBe(
    `compose.override.yaml:3:12 services.web.ports is a block of keys here, but a list in compose.yaml: the two can't be merged. (Write both in one form, or put !override before this one.)`,
  );
});

test('an included service that is defined here too', async () => {
  const [problem] = await problemsOf('include: [inner.yaml]\nservices:\n  web: { image: mine }\n', {
    'inner.yaml': 'services: { web: { image: theirs } }\n',
  });
  expect(problem).toBe(
    '3:3 services.web is defined here and in the included inner.yaml. (Rename one of the two, or change the included one in an override file.)',
  );
});

test('a broken .env is told without its values', async () => {
  const cwd = temporaryFiles({
    'compose.yaml': 'services: {}',
    '.env': 'PASSWORD=secret\nTWO WORDS=hidden\n',
  });
  const error = await loadCompose({ cwd, env: {} }, signal).catch(toBacklotError);
  expect(JSON.stringify(error)).toContain('This is not NAME=value');
  expect(JSON.stringify(error)).not.toMatch(/secret|hidden/);
});
