import {
  type ParityAspect,
  type ParityDifference,
  type ParityReport,
  parityAspects,
} from '../../../shared/model/parity.ts';
import { type ExpectedRule, expectedBy } from './expected-rule.ts';
import type { EnvironmentFacts, Fact } from './fact.ts';
import { type FactPair, judgeDifference } from './judge-difference.ts';
import { proposeFix } from './propose-fix.ts';

const byText = (a: string, b: string): number => Number(a > b) - Number(a < b);

const cell = (service: string, aspect: ParityAspect): string => `${service} ${aspect}`;
const keyOf = ({ service, aspect, key }: Fact): string => `${cell(service, aspect)} ${key}`;

/** Equal when the values are, or when both are known by one more name. */
function same(left: Fact, right: Fact): boolean {
  if (left.value === right.value) return true;
  return left.also?.some((name) => right.also?.includes(name) === true) === true;
}

const order: readonly ParityDifference['class'][] = ['matters', 'harmless', 'expected'];

const compared = ({ facts, unseen }: EnvironmentFacts) => {
  const absent = new Set(
    facts.flatMap(({ service, aspect, value }) =>
      aspect === 'service' && value === 'absent' ? [service] : [],
    ),
  );
  const hidden = new Set(unseen.flatMap(({ service, aspects }) => aspects.map((one) => cell(service, one))));
  return { absent, hidden };
};

const told = ({ value, shown }: Fact): string => shown ?? value;

/**
 * Holds what was seen of two environments against each other. What could not be seen in one of them counts for
 * nothing, and is named; a service that is in one only is one difference, not one for each thing it has. Pure.
 */
export function compareFacts(
  left: EnvironmentFacts,
  right: EnvironmentFacts,
  rules: readonly ExpectedRule[],
  at: number,
): ParityReport {
  const sides = [compared(left), compared(right)];
  const counts = ({ service, aspect }: Fact): boolean =>
    sides.every(
      ({ absent, hidden }) =>
        (aspect === 'service' || !absent.has(service)) && !hidden.has(cell(service, aspect)),
    );
  const index = ({ facts }: EnvironmentFacts) =>
    new Map(facts.filter(counts).map((fact) => [keyOf(fact), fact]));
  const [lefts, rights] = [index(left), index(right)];
  const expected = expectedBy(rules);

  const judge = (pair: FactPair, fact: Fact): ParityDifference => {
    const { service, aspect, key } = fact;
    const rule = expected(service, aspect, key);
    const judged =
      rule === undefined
        ? judgeDifference(pair)
        : ({ class: 'expected', why: rule.why ?? `backlot.yaml expects it: ${rule.what}` } as const);
    const fix = judged.class === 'expected' ? undefined : proposeFix(pair, left, right);
    return {
      service,
      aspect,
      key,
      ...(pair.left && { left: told(pair.left) }),
      ...(pair.right && { right: told(pair.right) }),
      ...judged,
      ...(fix && { fix }),
    };
  };

  const cells = new Map<string, { readonly service: string; bad: boolean }>();
  const differences: ParityDifference[] = [];
  const keys = new Set([...lefts.keys(), ...rights.keys()]);
  for (const key of keys) {
    const pair = { left: lefts.get(key), right: rights.get(key) };
    const fact = pair.left ?? pair.right;
    if (fact === undefined) continue;
    const name = cell(fact.service, fact.aspect);
    const known = cells.get(name) ?? { service: fact.service, bad: false };
    cells.set(name, known);
    if (pair.left && pair.right && same(pair.left, pair.right)) continue;
    const difference = judge(pair, fact);
    if (difference.class === 'matters') known.bad = true;
    differences.push(difference);
  }
  const all = [...cells.values()];
  const bad = all.filter((one) => one.bad).length;
  const services = [...new Set(all.map(({ service }) => service))].toSorted();
  const share = all.length === 0 ? 100 : Math.round((1 - bad / all.length) * 100);
  return {
    left: left.environment,
    right: right.environment,
    at,
    // Only what is the same in all that matters is that.
    score: bad > 0 ? Math.min(99, share) : share,
    facts: keys.size,
    services: services.map((name) => {
      const own = all.filter(({ service }) => service === name);
      return { name, compared: own.length, same: own.filter((one) => !one.bad).length };
    }),
    differences: differences.toSorted(
      (a, b) =>
        order.indexOf(a.class) - order.indexOf(b.class) ||
        byText(a.service, b.service) ||
        parityAspects.indexOf(a.aspect) - parityAspects.indexOf(b.aspect) ||
        byText(a.key, b.key),
    ),
    unseen: [left, right].flatMap(({ environment, unseen }) =>
      unseen.map(
        ({ service, aspects, why }) => `${service} of ${environment}, ${aspects.join(' and ')}: ${why}`,
      ),
    ),
  };
}
