import { z } from 'zod';
import { environmentKinds, flowKinds, type Graph } from '../model/graph.ts';
import type { ConfigProblem, Project, RecentProject } from '../model/project.ts';
import { command, query, topic } from './define.ts';

export const graph = z.object({
  nodes: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(environmentKinds),
      host: z.string(),
      dataset: z.string().optional(),
      isolated: z.boolean(),
      protected: z.boolean(),
      pattern: z.boolean(),
    }),
  ),
  edges: z.array(z.object({ flow: z.enum(flowKinds), from: z.string(), to: z.string() })),
}) satisfies z.ZodType<Graph>;

export const configProblem = z.object({
  file: z.string(),
  line: z.number().optional(),
  column: z.number().optional(),
  message: z.string(),
  hint: z.string().optional(),
  excerpt: z.string().optional(),
  severity: z.enum(['error', 'warning']),
}) satisfies z.ZodType<ConfigProblem>;

export const project = z.object({
  path: z.string(),
  name: z.string(),
  state: z.enum(['ready', 'uninitialised', 'broken']),
  problems: z.array(configProblem),
  git: z
    .object({
      branch: z.string().optional(),
      commit: z.string().optional(),
      subject: z.string().optional(),
      committedAt: z.number().optional(),
      dirty: z.boolean(),
    })
    .optional(),
  composeFiles: z.array(z.string()),
  graph,
}) satisfies z.ZodType<Project>;

export const recentProject = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.number(),
  exists: z.boolean(),
}) satisfies z.ZodType<RecentProject>;

const at = z.object({ path: z.string().min(1) });

export const projects = {
  /** Newest first. */
  recent: query(z.object({}), z.array(recentProject)),
  /** Finds the project at or above a folder, notes it as recent, and describes it. */
  open: command(at, project),
  /** Describes the project at or above a folder; notes nothing. */
  show: query(at, project),
  /** Takes a folder out of the recent ones; the folder itself is not touched. */
  forget: command(at, z.object({})),
  /** The project now, then again whenever its files or its git head change. */
  watch: topic(at, project),
  /** Proposes a commented backlot.yaml from what the folder holds; writes it unless `dryRun`. */
  init: command(
    z.object({
      path: z.string().min(1),
      dryRun: z.boolean().default(false),
      force: z.boolean().default(false),
    }),
    z.object({ file: z.string(), text: z.string(), written: z.boolean(), found: z.array(z.string()) }),
  ),
  /** The folders inside one folder, for choosing a project where no native dialog is. */
  browse: query(
    z.object({ path: z.string().optional() }),
    z.object({
      path: z.string(),
      parent: z.string().optional(),
      folders: z.array(z.object({ name: z.string(), path: z.string(), project: z.boolean() })),
    }),
  ),
};
