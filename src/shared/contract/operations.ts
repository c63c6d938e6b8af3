import { z } from 'zod';
import {
  eventStatuses,
  type Operation,
  type OperationEvent,
  type OperationWithSteps,
  operationStates,
  type PlannedStep,
  type Step,
  stepStates,
} from '../model/operation.ts';
import { command, query, topic } from './define.ts';
import { wireError } from './wire-error.ts';

const progress = z.object({
  current: z.number(),
  total: z.number().optional(),
  unit: z.enum(['bytes', 'items']),
});

const operationShape = {
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(operationStates),
  cancelling: z.boolean(),
  locks: z.array(z.string()),
  project: z.string().optional(),
  createdAt: z.number(),
  startedAt: z.number().optional(),
  finishedAt: z.number().optional(),
  progress: z.number(),
  error: wireError.optional(),
  result: z.unknown().optional(),
};

export const operation = z.object(operationShape) satisfies z.ZodType<Operation>;

export const plannedStep = z.object({
  id: z.string(),
  after: z.array(z.string()),
  verb: z.string(),
  resource: z.string(),
  cause: z.string(),
  weight: z.number(),
  destructive: z.boolean(),
  args: z.record(z.string(), z.unknown()),
}) satisfies z.ZodType<PlannedStep>;

export const step = z.object({
  ...plannedStep.shape,
  state: z.enum(stepStates),
  progress: progress.optional(),
  text: z.string().optional(),
  startedAt: z.number().optional(),
  finishedAt: z.number().optional(),
  error: wireError.optional(),
}) satisfies z.ZodType<Step>;

export const operationWithSteps = z.object({
  ...operationShape,
  steps: z.array(step),
}) satisfies z.ZodType<OperationWithSteps>;

export const operationEvent = z.object({
  seq: z.number(),
  operation: z.string(),
  at: z.number(),
  resource: z.string().optional(),
  parent: z.string().optional(),
  status: z.enum(eventStatuses),
  text: z.string(),
  current: z.number().optional(),
  total: z.number().optional(),
  unit: z.enum(['bytes', 'items']).optional(),
}) satisfies z.ZodType<OperationEvent>;

/** What a command that starts an operation answers at once. */
export const started = z.object({ operation: z.string() });

const byId = z.object({ id: z.string() });

export const operations = {
  /** Newest first. */
  list: query(
    z.object({
      limit: z.number().int().min(1).max(1000).default(100),
      states: z.array(z.enum(operationStates)).optional(),
      project: z.string().optional(),
    }),
    z.array(operation),
  ),
  /** `id` may be a unique prefix. */
  get: query(byId, operationWithSteps),
  /** Returns once the call for cancellation is noted; the end comes as an event. */
  cancel: command(byId, z.object({})),
  /** Takes up an interrupted operation again. */
  resume: command(byId, started),
  /** All events after the cursor, then live ones; ends with the operation when one is named. */
  events: topic(z.object({ operation: z.string().optional() }), operationEvent),
  /** An operation with its steps whenever it changed, at most some times a second; all unfinished ones first. */
  changes: topic(z.object({ operation: z.string().optional() }), operationWithSteps),
};
