import {
  type OperationView,
  type StepView,
  type StepWord,
  stepEta,
  stepFraction,
  stepRate,
  viewEta,
  viewFraction,
} from './operation-view.ts';
import { amountText, clockText, durationText } from './quantity-text.ts';
import { type Icons, lineOf, type Paint, type Span, span, type Tone } from './styled-text.ts';
import { displayWidth, padWidth } from './terminal-text.ts';

export interface FrameOptions {
  readonly columns: number;
  readonly rows: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly icons: Icons;
  readonly paint: Paint;
}

const looks: Readonly<Record<StepWord, { readonly icon: keyof Icons; readonly tone: Tone }>> = {
  waiting: { icon: 'waiting', tone: 'dim' },
  running: { icon: 'running', tone: 'busy' },
  done: { icon: 'done', tone: 'good' },
  failed: { icon: 'failed', tone: 'bad' },
  undone: { icon: 'undone', tone: 'warn' },
  skipped: { icon: 'dash', tone: 'dim' },
  cancelled: { icon: 'dash', tone: 'warn' },
  interrupted: { icon: 'warn', tone: 'warn' },
};

const bar = (fraction: number, width: number, { barDone, barLeft }: Icons): string => {
  const full = Math.floor(fraction * width);
  return barDone.repeat(full) + barLeft.repeat(width - full);
};

function progressSpans(step: StepView, icons: Icons): readonly Span[] {
  const { current, total, unit } = step;
  if (current === undefined) return [];
  const parts: Span[] = [];
  if (total !== undefined) parts.push(span(`${bar(stepFraction(step), 12, icons)}  `, 'busy'));
  const amount = amountText(current, unit);
  parts.push(span(total === undefined ? amount : `${amount} of ${amountText(total, unit)}`));
  const rate = stepRate(step);
  if (rate !== undefined && unit === 'bytes') parts.push(span(`  ${amountText(rate, unit)}/s`));
  const left = stepEta(step);
  if (left !== undefined) parts.push(span(`  ${clockText(left)} left`, 'dim'));
  parts.push(span('  '));
  return parts;
}

function stepLine(step: StepView, names: number, { columns, now, icons, paint }: FrameOptions): string {
  const { icon, tone } = looks[step.word];
  const { startedAt, finishedAt } = step;
  const spans: Span[] = [
    span(` ${icons[icon]} ${padWidth(step.word, 9)}`, tone),
    span(`${padWidth(step.resource, names)}  `),
  ];
  if (step.word === 'running') {
    spans.push(...progressSpans(step, icons));
    if (step.current === undefined && startedAt !== undefined) {
      spans.push(span(`${clockText(now - startedAt)}  `, 'dim'));
    }
  } else if (startedAt !== undefined && finishedAt !== undefined) {
    spans.push(span(`${durationText(finishedAt - startedAt)}  `, 'dim'));
  }
  spans.push(span(step.text, step.word === 'failed' ? 'bad' : 'dim'));
  return lineOf(spans, columns, paint, icons.ellipsis);
}

/** The line on top while it runs, and the summary that stays when it has ended. */
export function headLine(view: OperationView, { columns, now, icons, paint }: FrameOptions): string {
  const { title, state, startedAt, finishedAt } = view;
  const took =
    startedAt !== undefined && finishedAt !== undefined ? ` in ${durationText(finishedAt - startedAt)}` : '';
  const spans = ((): readonly Span[] => {
    switch (state) {
      case 'queued':
        return [
          span(`${icons.waiting} queued  `, 'dim'),
          span(title, 'bold'),
          span(view.waitsFor && `  ${view.waitsFor}`, 'dim'),
        ];
      case 'running': {
        const left = viewEta(view, now);
        const since = startedAt === undefined ? '' : `  ${clockText(now - startedAt)}`;
        return [
          view.cancelling
            ? span(`${icons.warn} cancelling  `, 'warn')
            : span(`${icons.running} running  `, 'busy'),
          span(title, 'bold'),
          span(`  ${Math.floor(viewFraction(view) * 100)}%${since}`),
          span(left === undefined ? '' : `  about ${clockText(left)} left`, 'dim'),
        ];
      }
      case 'succeeded':
        return [span(`${icons.done} done  `, 'good'), span(title, 'bold'), span(took, 'dim')];
      case 'failed':
        return [span(`${icons.failed} failed  `, 'bad'), span(title, 'bold'), span(took, 'dim')];
      case 'cancelled':
        return [span(`${icons.dash} cancelled  `, 'warn'), span(title, 'bold'), span(took, 'dim')];
      case 'interrupted':
        return [span(`${icons.warn} interrupted  `, 'warn'), span(title, 'bold'), span(took, 'dim')];
    }
  })();
  return lineOf(spans, columns, paint, icons.ellipsis);
}

/** What gives way last when the terminal is too low for all steps. */
const rank: Readonly<Record<StepWord, number>> = {
  failed: 0,
  running: 1,
  interrupted: 2,
  undone: 3,
  cancelled: 4,
  done: 5,
  waiting: 6,
  skipped: 7,
};

function chooseSteps(steps: readonly StepView[], room: number): readonly StepView[] {
  if (steps.length <= room) return steps;
  const order = steps.map((step, i) => ({ step, i }));
  // Of the done ones, the last stay: they are what happened just now.
  order.sort(
    (a, b) => rank[a.step.word] - rank[b.step.word] || (a.step.word === 'done' ? b.i - a.i : a.i - b.i),
  );
  const chosen = new Set(order.slice(0, Math.max(0, room)).map(({ step }) => step));
  return steps.filter((step) => chosen.has(step));
}

function hiddenLine(hidden: readonly StepView[], { columns, icons, paint }: FrameOptions): string {
  const counts = new Map<StepWord, number>();
  for (const { word } of hidden) counts.set(word, (counts.get(word) ?? 0) + 1);
  const text = [...counts].map(([word, n]) => `${n} ${word}`).join(', ');
  return lineOf([span(`   and ${text}`, 'dim')], columns, paint, icons.ellipsis);
}

/** The newest warnings stay in the picture; all of them are in the journal. */
const mostWarnings = 3;

/**
 * The operation as the lines of a terminal: a head, its steps, a foot. No line is wider than `columns`
 * and there are fewer than `rows`, so that the terminal neither wraps nor scrolls.
 */
export function ttyFrame(view: OperationView, options: FrameOptions, foot = ''): string {
  const { columns, rows, icons, paint } = options;
  const warnings = view.warnings.slice(-mostWarnings);
  const around = 2 + warnings.length + (foot ? 1 : 0);
  const room = Math.max(0, rows - around - 1);
  const shown = chooseSteps(view.steps, view.steps.length <= room + 1 ? room + 1 : room);
  const hidden = view.steps.filter((step) => !shown.includes(step));
  const names = Math.min(32, Math.max(0, ...shown.map(({ resource }) => displayWidth(resource))));
  const lines = [headLine(view, options), ...shown.map((step) => stepLine(step, names, options))];
  if (hidden.length > 0) lines.push(hiddenLine(hidden, options));
  for (const warning of warnings) {
    lines.push(
      lineOf([span(` ${icons.warn} warning  `, 'warn'), span(warning)], columns, paint, icons.ellipsis),
    );
  }
  if (foot) lines.push(lineOf([span(foot, 'dim')], columns, paint, icons.ellipsis));
  return lines.slice(0, Math.max(1, rows - 1)).join('\n');
}
