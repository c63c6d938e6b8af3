import type { ServiceSketch } from './sketch-compose.ts';

/** What `backlot init` found in a folder; paths are relative to it, with forward slashes. */
export interface Findings {
  /** The folder's own name. */
  readonly folder: string;
  /** The name that the compose file gives the project. */
  readonly composeName?: string | undefined;
  /** At least one. */
  readonly composeFiles: readonly string[];
  /** Compose files that Docker Compose does not take by itself. */
  readonly otherComposeFiles: readonly string[];
  /** Compose files that can't be read, with the reason. */
  readonly unreadable: readonly { readonly file: string; readonly reason: string }[];
  readonly services: readonly ServiceSketch[];
  readonly mainBranch?: string | undefined;
  readonly seedFiles: readonly string[];
  /** Names of variables that hold secrets; never their values. */
  readonly secrets: readonly string[];
}

/** A proposed backlot.yaml, and in sentences what it was made from. */
export interface Proposal {
  readonly text: string;
  readonly found: readonly string[];
}

const engines: readonly (readonly [string, RegExp])[] = [
  ['PostgreSQL', /postgres|postgis|timescale|pgvector/],
  ['MariaDB', /mariadb/],
  ['MySQL', /mysql|percona/],
  ['MongoDB', /mongo/],
  ['Redis', /redis|valkey|keydb/],
];

/** The database engine that an image's name tells; undefined for any other image. */
export function engineOf(image: string | undefined): string | undefined {
  const name = image?.split('/').at(-1)?.split(/[:@]/)[0] ?? '';
  return engines.find(([, pattern]) => pattern.test(name))?.[0];
}

const slugOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');

const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A text as YAML writes it: plain where nothing can be misread, else quoted as in JSON, which YAML takes. */
export const yamlText = (text: string): string =>
  /^[A-Za-z][A-Za-z0-9_./-]*$/.test(text) && !reserved.test(text) ? text : JSON.stringify(text);

const yamlList = (texts: readonly string[]): string => `[${texts.map(yamlText).join(', ')}]`;

interface SeedDataset {
  readonly name: string;
  readonly files: readonly string[];
}

const fileName = (path: string): string => path.split('/').at(-1) ?? path;

/** Seed files as datasets: numbered files belong together, any other file is one of its own. */
function seedDatasets(seedFiles: readonly string[]): readonly SeedDataset[] {
  const numbered = seedFiles.filter((path) => /^\d/.test(fileName(path)));
  const datasets: SeedDataset[] = numbered.length > 0 ? [{ name: 'demo', files: numbered }] : [];
  for (const path of seedFiles) {
    if (numbered.includes(path)) continue;
    const name = slugOf(fileName(path).replace(/\.sql$/i, '')) || 'seed';
    const taken = new Set(datasets.map((one) => one.name));
    let free = name;
    for (let count = 2; taken.has(free); count += 1) free = `${name.slice(0, 58)}-${count}`;
    datasets.push({ name: free, files: [path] });
  }
  return datasets;
}

/** The dataset that is named for environments: one that shows something. */
const usualDataset = (datasets: readonly SeedDataset[]): string | undefined =>
  (
    datasets.find(({ name }) => name === 'demo') ??
    datasets.find(({ name }) => name !== 'empty') ??
    datasets[0]
  )?.name;

function environmentLines(dataset: string | undefined, branch: string | undefined): readonly string[] {
  const seeded = dataset === undefined ? '' : `, dataset: ${yamlText(dataset)}`;
  const follows = branch === undefined ? '' : `, follows: ${yamlText(branch)}`;
  const reseed = dataset === undefined ? '' : ', reseed: "0 5 * * *"';
  return [
    '  # Your own copy on this machine. Nothing in it can reach a real customer.',
    `  dev: { kind: dev${seeded} }`,
    '  # One for each branch that you share: removed three days after its last deploy, asleep when',
    '  # nobody visits for half an hour.',
    `  test.*: { kind: test${seeded}, expires: 72h, sleep: 30m }`,
    `  # Every green build of ${branch === undefined ? 'the main branch' : yamlText(branch)}${dataset === undefined ? '.' : '. Its data is seeded anew each morning at five.'}`,
    `  qa: { kind: qa${seeded}${follows}${reseed} }`,
    '  # The environments of your team. Take away the # and set each host to a Docker context',
    '  # ("docker context ls" lists yours; without a host it is this machine).',
    '  # staging: { kind: staging, host: shared, backups: ladder }',
    '  # production: { kind: production, host: prod, protected: true, backups: ladder }',
    '  # production-copy: { kind: production-copy, host: shared, mirrors: production }',
  ];
}

function datasetLines(
  datasets: readonly SeedDataset[],
  databases: readonly ServiceSketch[],
): readonly string[] {
  const about = '# The data that environments can be switched to.';
  if (datasets.length > 0) {
    return [
      '',
      about,
      'datasets:',
      '  # Made from files in the repository.',
      ...datasets.map(
        ({ name, files: [first = '', ...more] }) =>
          `  ${yamlText(name)}: { seed: ${more.length === 0 ? yamlText(first) : yamlList([first, ...more])} }`,
      ),
    ];
  }
  if (databases.length === 0) return [];
  return [
    '',
    `${about} Take away the # once there is a file with seed data.`,
    '# datasets:',
    '#   demo: { seed: db/seeds/demo.sql }',
  ];
}

function foundSentences(findings: Findings, databases: readonly ServiceSketch[]): readonly string[] {
  const { composeFiles, otherComposeFiles, unreadable, services, mainBranch, seedFiles, secrets } = findings;
  const count = `${services.length} ${services.length === 1 ? 'service' : 'services'}`;
  const stateful = services.filter(({ volumes }) => volumes.length > 0);
  return [
    `Compose files: ${composeFiles.join(', ')} (${count}).`,
    ...unreadable.map(({ file, reason }) => `${file} could not be read. ${reason}`),
    ...otherComposeFiles.map(
      (file) => `${file} is there too: add it under "compose" if production runs with it.`,
    ),
    ...stateful.map(({ name, image, volumes }) => {
      const engine = engineOf(image);
      return `${name} keeps data${engine === undefined ? '' : ` (${engine})`} in ${volumes.join(', ')}.`;
    }),
    ...databases
      .filter(({ volumes }) => volumes.length === 0)
      .map(
        ({ name, image }) => `${name} is ${engineOf(image)} without a named volume: its data can't be kept.`,
      ),
    ...(mainBranch === undefined ? [] : [`The main branch is ${mainBranch}.`]),
    ...(seedFiles.length === 0 ? [] : [`Seed data: ${seedFiles.join(', ')}.`]),
    ...(secrets.length === 0 ? [] : [`Secrets, by name alone: ${secrets.join(', ')}.`]),
  ];
}

/** A backlot.yaml for what was found, each line explained; it always passes the project's own check. Pure. */
export function proposeConfig(findings: Findings): Proposal {
  const { folder, composeName, composeFiles, services, mainBranch, seedFiles, secrets } = findings;
  const databases = services.filter(({ image }) => engineOf(image) !== undefined);
  const datasets = seedDatasets(seedFiles);
  const name = slugOf(composeName ?? '') || slugOf(folder) || 'project';
  const lines = [
    '# yaml-language-server: $schema=./node_modules/backlot/backlot.schema.json',
    '',
    '# The name of the project: part of container names and addresses.',
    `name: ${yamlText(name)}`,
    '',
    '# The compose files; later ones override earlier ones.',
    `compose: ${yamlList(composeFiles)}`,
    '',
    '# The places where the project runs. The graph of Backlot is drawn from these.',
    'environments:',
    ...environmentLines(usualDataset(datasets), mainBranch),
    ...datasetLines(datasets, databases),
    '',
    '# What the isolated environments (dev, test, production-copy) may reach outside.',
    'isolation:',
    '  # Hosts by name, such as api.example.com. Everything else is blocked and shown.',
    '  allow: []',
    ...(secrets.length === 0
      ? []
      : [
          '',
          '# Variables that hold secrets, by name. Their values are kept in the keychain, never here.',
          `secrets: ${yamlList(secrets)}`,
        ]),
  ];
  return { text: `${lines.join('\n')}\n`, found: foundSentences(findings, databases) };
}
