import { z } from 'zod';
import { environmentKinds } from '../model/graph.ts';
import { parityAspects } from '../model/parity.ts';
import { cronProblem } from './cron.ts';
import { durationPattern, parseDuration } from './duration.ts';

const slugPattern = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const slugRule = 'use lower-case letters, digits and dashes, at most 63';

const slug = z.string().regex(slugPattern, { error: `is not a name: ${slugRule}` });

/** "staging", "test.login", or the pattern "test.*" that stands for one environment per branch. */
const environmentName = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.(?:\*|[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?))?$/, {
    error: `is not a name of an environment: ${slugRule}; one dot may part it, and * may stand after the dot`,
  });

/** A file of the project, written from its root with forward slashes; it can't lead out of the project. */
const path = z.string().regex(/^(?!\/|[A-Za-z]:|.*\\|(?:.*\/)?\.\.(?:\/|$))[^\0]+$/, {
  error: 'is not a path inside the project: write it from the folder of backlot.yaml, with forward slashes',
});

const oneOrMorePaths = z
  .union([path, z.array(path).min(1)])
  .transform((value): readonly string[] => (typeof value === 'string' ? [value] : value));

const duration = z
  .string()
  .regex(durationPattern, { error: 'is not a duration: write 45s, 30m, 72h, 3d or 1d12h' })
  .refine((text) => !durationPattern.test(text) || parseDuration(text) !== undefined, {
    error: 'is not a duration: it must be longer than nothing',
  });

const cron = z.string().superRefine((text, context) => {
  const problem = cronProblem(text);
  if (problem) context.addIssue({ code: 'custom', message: `is not a schedule. ${problem}` });
});

/** A host outside: a name, every name below one, with a port or without. */
export const hostName = z
  .string()
  .regex(/^(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(?::\d{1,5})?$/, {
    error: 'is not a host name: write api.example.com, *.example.com or api.example.com:8443',
  });

/** One mailbox, or with "*" each of a domain. */
const mailbox = z
  .string()
  .max(320)
  .regex(/^(?:\*|[^\s<>(),:;"\\@[\]*]+)@[^\s<>(),:;"\\@[\]*]+$/, {
    error: 'is not a mail address: write me@example.com or *@example.com',
  });

/** Never with a password: that is a secret. */
const relayUrl = z
  .string()
  .regex(/^smtps?:\/\/(?:[^\s:@/]+@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?\/?$/, {
    error:
      'is not a relay: write smtp://host:587, or smtps://user@host; "backlot mail relay --password" keeps the password',
  });

const serviceName = z.string().regex(/^[A-Za-z0-9._-]+$/, { error: 'is not the name of a service' });

const port = z.int().min(1).max(65_535);

/** "payments" or "payments:8000". */
const sandboxText = z
  .string()
  .regex(/^[A-Za-z0-9_-][A-Za-z0-9._-]*(?::\d{1,5})?$/, {
    error: 'is not a sandbox: write the name of a service, or service:port',
  })
  .transform((text): SandboxConfig => {
    const [service = '', own] = text.split(':');
    return own === undefined ? { service } : { service, port: Number(own) };
  });

/** What answers in place of a third party. */
const sandbox = z.union([
  sandboxText,
  z.strictObject({
    service: serviceName.describe('The service of the compose files that answers.'),
    port: port
      .optional()
      .describe('Where it takes plain HTTP. Absent: the one port that it exposes or publishes, else 80.'),
  }),
  z.strictObject({
    stubs: oneOrMorePaths.describe('Files with answers, in this order: one path or a list.'),
  }),
]);

/** What answers in place of a third party: a service of the compose files, over plain HTTP, or files of stubs. */
export type SandboxConfig =
  | { readonly service: string; readonly port?: number | undefined }
  | { readonly stubs: readonly string[] };

const contextName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.+-]*$/, {
  error: 'is not the name of a Docker context: use letters, digits and _ . + -',
});

const branch = z.string().regex(/^(?![-/.])(?!.*(?:\.\.|\/\/|@\{))[^\s~^:?*[\\\0]+(?<![/.])$/, {
  error: 'is not the name of a branch',
});

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, {
  error: 'is not the name of an environment variable: use letters, digits and _',
});

/** A difference between environments: "web/variable/LOG_LEVEL", with `*` for anything. */
const parityRule = z.string().regex(new RegExp(`^[^\\s/]+/(?:[*]|${parityAspects.join('|')})(?:/.+)?$`), {
  error: `is not a difference: write service/aspect or service/aspect/key; the aspects are ${parityAspects.join(', ')}`,
});

/** One entry under `environments`. */
export const environmentSchema = z.strictObject({
  kind: z
    .enum(environmentKinds)
    .describe(
      'What this environment is for. It decides data, third parties, access and the flows of the graph.',
    ),
  host: contextName
    .default('default')
    .describe('The host it runs on, by Docker context name. "default" is the Docker Engine of this machine.'),
  dataset: slug
    .optional()
    .describe(
      'The dataset its databases are meant to hold: one button or "backlot dataset use" switches to it. Not for production and production-copy: their data is real.',
    ),
  follows: branch.optional().describe('The branch whose green builds go here. For qa and release.'),
  reseed: cron
    .optional()
    .describe(
      'When its data is destroyed and seeded anew: five cron fields (minute, hour, day of the month, month, weekday). For qa, release and staging; needs a dataset.',
    ),
  expires: duration
    .optional()
    .describe('How long after its last deploy it is removed: 72h, 3d. For test environments.'),
  sleep: duration
    .optional()
    .describe(
      'How long without a visitor until it is stopped; the next visit wakes it: 30m. For test environments.',
    ),
  backups: z
    .enum(['ladder'])
    .optional()
    .describe(
      'Automatic backups. "ladder" keeps them 1 m, 2 m, 5 m, 10 m, 60 m, 3 h, 6 h and 1 d back. Backups by hand are always there.',
    ),
  protected: z
    .boolean()
    .default(false)
    .describe('True: whatever would change or remove its data is refused here.'),
  mirrors: environmentName
    .optional()
    .describe('The production environment that it is a copy of. For production-copy, and needed there.'),
});

const seed = z
  .strictObject({
    seed: oneOrMorePaths.describe('The files that make the data, in this order: one path or a list.'),
  })
  .describe('A dataset made from files in the repository.');

const count = z.int().min(0);

const tablePattern = /^[^\s.]+(?:\.[^\s.]+)?$/;
const ownWords = ['percent', 'depth', 'follow'];

/** What is different along one foreign key: not followed, or so many, or so far. */
const followed = z.union([
  z.boolean(),
  z
    .strictObject({
      limit: count.optional().describe('At most so many rows that refer to one row.'),
      depth: count.optional().describe('Followed only from rows less than so many steps from a root.'),
    })
    .refine(({ limit, depth }) => limit !== undefined || depth !== undefined, {
      error: 'must hold limit or depth',
    }),
]);

const subset = z
  .object({
    percent: z
      .number()
      .min(0.01)
      .max(100)
      .optional()
      .describe('About this share: of the rows that the conditions name, else of tables that are chosen.'),
    depth: count
      .optional()
      .describe('How many steps from a root what refers to it comes along. All of them when absent.'),
    follow: z
      .record(
        z.string().regex(/^[^\s.]+(?:\.[^\s.]+){1,2}$|^\S+$|^\S+\.\([^()]+\)$/, {
          error:
            'is not a foreign key: write schema.table.column, schema.table.(a, b), or the name of its constraint',
        }),
        followed,
      )
      .optional()
      .describe('Per foreign key: false, or at most how many children, or how far.'),
  })
  .catchall(z.string().regex(/\S/, { error: 'must not be empty: write a condition in SQL' }))
  .superRefine((value, context) => {
    for (const name of Object.keys(value)) {
      if (ownWords.includes(name) || tablePattern.test(name)) continue;
      const message = 'is not a table: write table or schema.table';
      context.addIssue({
        ...{ code: 'invalid_key', origin: 'record', path: [name], input: name },
        issues: [{ code: 'custom', path: [], message, input: name }],
      });
    }
  })
  .transform((value): SubsetOfDataset => {
    const { percent, depth, follow = {} } = value;
    const roots = Object.entries(value).flatMap(([name, condition]) =>
      typeof condition === 'string' && !ownWords.includes(name) ? [[name, condition] as const] : [],
    );
    return { roots: Object.fromEntries(roots), percent, depth, follow };
  })
  .prefault({});

/** Which rows of an environment a snapshot takes; all of them without a root and a percentage. */
export interface SubsetOfDataset {
  /** Conditions in SQL by table. */
  readonly roots: Readonly<Record<string, string>>;
  /** From 0.01 to 100. */
  readonly percent?: number | undefined;
  readonly depth?: number | undefined;
  /** By foreign key. */
  readonly follow: Readonly<
    Record<string, boolean | { readonly limit?: number | undefined; readonly depth?: number | undefined }>
  >;
}

const snapshot = z
  .strictObject({
    snapshot: environmentName.describe('The environment whose data is captured.'),
    masking: path.describe('The file with the masking rules. A column without a rule stops the pull.'),
    subset: subset.describe(
      'Which rows to take: per table a condition in SQL, or a share of all. Rows that they refer to come along; tables that refer to none of them are taken whole.',
    ),
  })
  .describe('A masked capture of an environment, whole or a subset.');

/** One entry under `datasets`. */
export const datasetSchema = z.union([seed, snapshot]);

const probe = z.strictObject({
  http: z
    .string()
    .regex(/^https?:\/\/[^\s/]+(?:\/\S*)?$/, { error: 'is not an address: write http://service/path' })
    .describe('The address to ask, by service name as the other services see it.'),
  expect: z.int().min(100).max(599).default(200).describe('The HTTP status that counts as healthy.'),
});

/** The whole of backlot.yaml. Lists that may be written as one text come out as lists. */
export const backlotYaml = z
  .strictObject({
    name: slug.describe("The project's name: part of container names and addresses."),
    compose: oneOrMorePaths
      .optional()
      .describe(
        'The compose files, one path or a list; later ones override earlier ones. Absent: the file that Docker Compose itself would take.',
      ),
    environments: z
      .record(environmentName, environmentSchema)
      .refine((all) => Object.keys(all).length > 0, { error: 'must name at least one environment' })
      .describe(
        'The environments of the project by name. "test.*" stands for one environment per shared branch.',
      ),
    datasets: z
      .record(slug, datasetSchema)
      .default({})
      .describe('The data that environments can be switched to, by name.'),
    isolation: z
      .strictObject({
        guard: z
          .boolean()
          .optional()
          .describe(
            'True: environments of kind dev, test and production-copy run behind a guard, with no way out but to what is allowed here. Absent or false: they are not isolated yet.',
          ),
        open: z
          .array(serviceName)
          .optional()
          .describe(
            'Services that may run though they can not be isolated: privileged ones, and those on the network of the machine.',
          ),
        allow: z
          .array(hostName)
          .default([])
          .describe(
            'Hosts outside that isolated environments may reach. Everything else is blocked and shown.',
          ),
        record: z
          .array(hostName)
          .optional()
          .describe(
            'Hosts outside that may be reached as well, and whose answers are kept, to be made stubs of.',
          ),
        replace: z
          .record(hostName, sandbox)
          .default({})
          .describe(
            'Third parties that are replaced, by host name, each with the sandbox that answers instead: a service, service:port, or files of stubs.',
          ),
        release: z
          .strictObject({
            to: z
              .array(mailbox)
              .min(1)
              .describe(
                'Who may get one: "me@example.com", or "*@example.com" for each address of a domain.',
              ),
            via: relayUrl.describe(
              'The SMTP server that it goes through, from the machine of the core: "smtp://host:587", "smtps://user@host". Its password is kept by "backlot mail relay --password", never here.',
            ),
            from: mailbox
              .refine((address) => !address.startsWith('*'), { error: 'is not one mail address' })
              .optional()
              .describe('The sender that the relay is told. Absent: the address that gets the mail.'),
          })
          .optional()
          .describe(
            'Where single captured mails may be released to, each by a deliberate act. Absent: nowhere.',
          ),
      })
      .prefault({})
      .describe('What isolated environments (dev, test, production-copy) may reach.'),
    parity: z
      .strictObject({
        expected: z
          .array(
            z.union([
              parityRule.transform((what) => ({ what })),
              z.strictObject({
                what: parityRule.describe(
                  'The difference: service/aspect or service/aspect/key; * stands for anything.',
                ),
                why: z.string().min(1).optional().describe('Why it is so, shown beside it.'),
              }),
            ]),
          )
          .default([])
          .describe(
            'Differences between environments that are as they should be: "*/variable/LOG_LEVEL", "db/setting/work_mem", "web/limits".',
          ),
      })
      .prefault({})
      .describe('How environments are compared with each other.'),
    secrets: z
      .array(variable)
      .default([])
      .describe(
        'The environment variables that hold secrets, by name. Their values are kept in the keychain and never leave their environment.',
      ),
    checks: z
      .record(slug, z.array(probe).min(1))
      .default({})
      .describe('Lists of probes by name, run after a deploy and as gates of flows.'),
  })
  .describe('What Backlot knows about a project: its environments, datasets, isolation, secrets and checks.');

export type BacklotConfig = z.output<typeof backlotYaml>;
export type EnvironmentConfig = z.output<typeof environmentSchema>;
export type DatasetConfig = z.output<typeof datasetSchema>;
