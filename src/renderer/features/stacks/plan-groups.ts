import type { PlannedStep } from '../../../shared/model/operation.ts';

/** What is done to one thing: its steps in one line. */
export interface PlanLine {
  readonly resource: string;
  /** "create, start, wait". */
  readonly verbs: readonly string[];
  /** The cause of its first step. */
  readonly cause: string;
  readonly destructive: boolean;
}

export interface PlanGroup {
  readonly title: 'Images' | 'Networks and volumes' | 'Services';
  readonly lines: readonly PlanLine[];
}

function titleOf({ verb, resource }: PlannedStep): PlanGroup['title'] {
  if (verb === 'pull' || verb === 'build') return 'Images';
  return /^(network|volume) /.test(resource) ? 'Networks and volumes' : 'Services';
}

const titles = ['Images', 'Networks and volumes', 'Services'] as const;

/** The steps of a plan for reading: in groups, those on one thing in one line, in the order of the plan. */
export function planGroups(steps: readonly PlannedStep[]): readonly PlanGroup[] {
  return titles.flatMap((title) => {
    const lines = new Map<string, PlanLine>();
    for (const step of steps) {
      if (titleOf(step) !== title) continue;
      const line = lines.get(step.resource);
      lines.set(step.resource, {
        resource: step.resource,
        verbs: [...new Set([...(line?.verbs ?? []), step.verb])],
        cause: line?.cause ?? step.cause,
        destructive: step.destructive || line?.destructive === true,
      });
    }
    return lines.size === 0 ? [] : [{ title, lines: [...lines.values()] }];
  });
}
