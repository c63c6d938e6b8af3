import type { DifferenceClass, ParityDifference, ParityReport } from '../../../shared/model/parity.ts';
import type { Paint, Tone } from './styled-text.ts';
import { oneLine } from './terminal-text.ts';

const tones: Readonly<Record<DifferenceClass, Tone>> = { matters: 'bad', harmless: 'dim', expected: 'dim' };

const nothing = '(not there)';

const nameOf = ({ service, aspect, key }: ParityDifference): string =>
  [`${service}: ${aspect}`, key].filter((part) => part !== '').join(' ');

const side = (text: string | undefined): string => (text === undefined ? nothing : oneLine(text));

function lines(difference: ParityDifference, paint: Paint): readonly string[] {
  const { class: weight, left, right, why, fix } = difference;
  return [
    `${paint(weight.padEnd(8), tones[weight])}  ${oneLine(nameOf(difference))}`,
    `          ${side(left)} | ${side(right)}`,
    `          ${paint(oneLine(why), 'dim')}`,
    ...(fix ? [`          ${oneLine(fix.command ?? fix.text)}`] : []),
  ];
}

const count = (many: number, one: string, more: string): string => `${many} ${many === 1 ? one : more}`;

/** How alike two environments are, as text: what matters, or with `all` everything, and the sum last. */
export function parityText(report: ParityReport, all: boolean, paint: Paint): string {
  const { left, right, score, facts, differences, unseen } = report;
  const of = (weight: DifferenceClass) => differences.filter((one) => one.class === weight);
  const shown = all ? differences : of('matters');
  const hidden = differences.length - shown.length;
  const sum = [
    `parity of ${left} with ${right}: ${score} %`,
    `${count(of('matters').length, 'difference matters', 'differences matter')}, ${of('harmless').length} harmless, ${of('expected').length} expected`,
    `of ${count(facts, 'fact', 'facts')}`,
  ];
  return [
    ...shown.flatMap((one) => lines(one, paint)),
    ...unseen.map((text) => `not seen  ${oneLine(text)}`),
    `${sum[0]} (${sum[1]} ${sum[2]})`,
    ...(hidden > 0 ? [paint(`--all shows the ${count(hidden, 'other', 'others')} too`, 'dim')] : []),
  ].join('\n');
}
