import { isFinished, type Operation, type OperationWithSteps } from '../../../shared/model/operation.ts';
import { agoText, durationText } from './quantity-text.ts';
import { tableText } from './table-text.ts';
import { oneLine } from './terminal-text.ts';

const stateText = ({ state, cancelling, progress }: Operation): string =>
  cancelling ? 'cancelling' : state === 'running' ? `running ${Math.floor(progress * 100)}%` : state;

/** Operations as a table, in the order given. */
export const operationsTable = (operations: readonly Operation[], now: number): string =>
  operations.length === 0
    ? 'No operations yet.'
    : tableText(
        ['ID', 'STATE', 'STARTED', 'OPERATION'],
        operations.map((one) => [one.id, stateText(one), agoText(one.createdAt, now), one.title]),
      );

/** One operation with its steps and its error. */
export function operationText(operation: OperationWithSteps, now: number): string {
  const { id, title, state, locks, createdAt, startedAt, finishedAt, error, steps } = operation;
  const took = startedAt !== undefined && finishedAt !== undefined ? finishedAt - startedAt : undefined;
  const head = [
    ['operation', `${oneLine(title)} (${id})`],
    ['state', stateText(operation)],
    ['started', `${agoText(createdAt, now)}${took === undefined ? '' : `, took ${durationText(took)}`}`],
    ['locks', locks.map(oneLine).join(', ') || 'none'],
    ...(error ? [['error', oneLine(error.message)]] : []),
    ...(error?.hint === undefined ? [] : [['hint', oneLine(error.hint)]]),
    ...(state === 'interrupted' ? [['resume', `backlot ops resume ${id}`]] : []),
    ...(isFinished(state) || state === 'interrupted' ? [] : [['cancel', `backlot ops cancel ${id}`]]),
  ];
  const table = tableText(
    ['STEP', 'STATE', 'RESOURCE', 'CAUSE'],
    steps.map((step) => [step.id, step.state, step.resource, step.cause]),
  );
  return `${head.map(([key = '', value = '']) => `${key.padEnd(11)}${value}`).join('\n')}\n\n${table}`;
}
