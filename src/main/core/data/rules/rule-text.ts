import { Document, isMap, isSeq, visit } from 'yaml';
import type { MaskingRule } from '../../../../shared/model/masking.ts';

/** A value as YAML on one line, with blocks in braces: `{ mask: email }`. */
export function inlineYaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Collection: (_, node) => {
      if (isMap(node) || isSeq(node)) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

/** A rule as the masking file writes it, on one line. */
export const ruleText = ({ mask, options }: MaskingRule): string =>
  mask === 'keep' ? 'keep' : inlineYaml({ mask, ...options });

/** The same for the file itself, where `keep` says which type it was decided for: "keep bigint". */
export const ruleLine = (rule: MaskingRule, type: string): string =>
  rule.mask === 'keep' ? inlineYaml(`keep ${type}`) : ruleText(rule);
