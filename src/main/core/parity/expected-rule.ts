import type { ParityAspect } from '../../../shared/model/parity.ts';

/** One entry of `parity.expected` in backlot.yaml: "web/variable/LOG_LEVEL", with `*` for any run of characters. */
export interface ExpectedRule {
  readonly what: string;
  readonly why?: string | undefined;
}

const pattern = (text: string): RegExp =>
  new RegExp(`^${text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&').replaceAll('*', '.*')}$`);

/** Finds the rule by which a difference is expected: `service/aspect`, or `service/aspect/key`. */
export function expectedBy(
  rules: readonly ExpectedRule[],
): (service: string, aspect: ParityAspect, key: string) => ExpectedRule | undefined {
  const compiled = rules.map((rule) => {
    const [service = '*', aspect = '*', ...key] = rule.what.split('/');
    return {
      rule,
      service: pattern(service),
      aspect: pattern(aspect),
      key: key.length === 0 ? undefined : pattern(key.join('/')),
    };
  });
  return (service, aspect, key) =>
    compiled.find(
      (one) =>
        one.service.test(service) && one.aspect.test(aspect) && (one.key === undefined || one.key.test(key)),
    )?.rule;
}
