import type { GraphNode } from '../../../shared/model/graph.ts';
import type { DifferenceClass, ParityDifference, ParityReport } from '../../../shared/model/parity.ts';
import type { Tone } from '../../ui/status.tsx';

const words: Readonly<Record<DifferenceClass, { readonly tone: Tone; readonly word: string }>> = {
  matters: { tone: 'attention', word: 'Matters' },
  harmless: { tone: 'neutral', word: 'Harmless' },
  expected: { tone: 'neutral', word: 'Expected' },
};

/** How much a difference weighs, as a word and a tone. */
export const classWord = (weight: DifferenceClass) => words[weight];

/** What a difference is about: "variable LOG_LEVEL". */
export const differenceName = ({ aspect, key }: Pick<ParityDifference, 'aspect' | 'key'>): string =>
  key === '' ? aspect : `${aspect} ${key}`;

export const differenceKey = ({ service, aspect, key }: ParityDifference): string =>
  `${service} ${aspect} ${key}`;

const plural = (many: number, one: string, more: string): string =>
  `${many.toLocaleString('en')} ${many === 1 ? one : more}`;

/** The sum of a comparison in one sentence. */
export function parityWords({ differences, facts }: ParityReport): string {
  const of = (weight: DifferenceClass) => differences.filter((one) => one.class === weight).length;
  const matters = of('matters');
  const first =
    matters === 0
      ? 'Nothing that matters differs'
      : plural(matters, 'difference matters', 'differences matter');
  return `${first}; ${of('harmless')} harmless, ${of('expected')} expected, of ${plural(facts, 'fact', 'facts')}.`;
}

const usual: readonly string[] = ['staging', 'production', 'qa', 'dev'];

/** The environments that one can be compared with, the one that it is most likely to be like first. */
export function comparable(
  nodes: readonly Pick<GraphNode, 'name' | 'kind' | 'pattern'>[],
  environment: string,
): readonly string[] {
  const rank = (kind: string): number => {
    const at = usual.indexOf(kind);
    return at < 0 ? usual.length : at;
  };
  return nodes
    .filter(({ name, pattern }) => !pattern && name !== environment)
    .toSorted((a, b) => rank(a.kind) - rank(b.kind))
    .map(({ name }) => name);
}
