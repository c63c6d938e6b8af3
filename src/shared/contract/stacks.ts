import { z } from 'zod';
import { type StackStatus, serviceStates } from '../model/stack.ts';
import { command, query, topic } from './define.ts';
import { plannedStep, started } from './operations.ts';
import { configProblem } from './projects.ts';

/** One environment of a project; backlot.yaml says on which host it runs. */
export const stackPlace = {
  /** Absolute path of the project. */
  project: z.string().min(1),
  environment: z.string().min(1),
};

const services = z.array(z.string()).optional();

/** What is asked of an `up`, beside the compose files. */
const up = z.object({
  ...stackPlace,
  /** These alone, with what they need; all when absent. */
  services,
  /** False: without what they need. */
  dependencies: z.boolean().optional(),
  recreate: z.enum(['changed', 'always', 'never']).optional(),
  /** Builds images anew though the engine has them; a container is made anew where its image has changed. */
  build: z.boolean().optional(),
  /** Asks registries for newer images too, whatever `pull_policy` says. */
  pull: z.literal('always').optional(),
  /** Removes containers of services that the compose files no longer have. */
  removeOrphans: z.boolean().optional(),
  /** Keys of volumes whose data may be thrown away because their settings changed. */
  replaceVolumes: z.array(z.string()).optional(),
});

const down = z.object({
  ...stackPlace,
  /** True: the volumes too, with their data. */
  volumes: z.boolean().optional(),
});

const some = z.object({ ...stackPlace, services });

const address = z.object({
  target: z.number(),
  protocol: z.string(),
  host: z.string(),
  port: z.number(),
  url: z.string().optional(),
});

export const stackStatus = z.object({
  environment: z.string(),
  host: z.string(),
  composeProject: z.string(),
  services: z.array(
    z.object({
      name: z.string(),
      state: z.enum(serviceStates),
      cause: z.string(),
      orphan: z.boolean(),
      image: z.string().optional(),
      imageId: z.string().optional(),
      containers: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          number: z.number(),
          state: z.string(),
          health: z.enum(['none', 'starting', 'healthy', 'unhealthy']),
          exitCode: z.number().optional(),
        }),
      ),
      addresses: z.array(address),
    }),
  ),
  volumes: z.array(z.string()),
}) satisfies z.ZodType<StackStatus>;

/** A plan to be shown before it is carried out. */
const plan = z.object({
  title: z.string(),
  notes: z.array(z.object({ level: z.enum(['note', 'warning']), resource: z.string(), text: z.string() })),
  steps: z.array(plannedStep),
  /** Stands for what it changes: `up` and `down` with it do that, or nothing. */
  hash: z.string(),
  /** The same as text, as the command line prints it. */
  text: z.string(),
});

export const stacks = {
  /** What `up` would do now. */
  planUp: query(up, plan),
  /** What `down` would do now. */
  planDown: query(down, plan),
  /** Brings a stack to what its compose files say. */
  up: command(up.extend({ plan: z.string().optional() }), started),
  /** Removes containers and networks; volumes only when asked. */
  down: command(down.extend({ plan: z.string().optional() }), started),
  stop: command(some, started),
  restart: command(some, started),
  /** The stack as it runs now. */
  show: query(z.object(stackPlace), stackStatus),
  /** The stack now, then again whenever something of it changes on the engine. */
  status: topic(z.object(stackPlace), stackStatus),
  /** The canonical compose model as `docker compose config --format json` prints it; for any folder. */
  config: query(
    z.object({
      /** Absolute; where relative paths start and files are looked for. */
      folder: z.string().min(1),
      /** An environment of the project in the folder: as it is brought up; what follows is not read then. */
      environment: z.string().min(1).optional(),
      /** Compose files, later ones over earlier ones; found as compose does when absent. */
      files: z.array(z.string()).optional(),
      profiles: z.array(z.string()).optional(),
      projectName: z.string().optional(),
      /** The caller's variables; those of the core when absent. */
      env: z.record(z.string(), z.string()).optional(),
    }),
    z.object({ json: z.string(), warnings: z.array(configProblem), files: z.array(z.string()) }),
  ),
};
