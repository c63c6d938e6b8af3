import type { SafeHtml } from './safe-html.ts';

/** A style's functions that load something, or might. */
const loads = /(?:url|src|image|image-set|cross-fade|element)\(/i;

/** True for a value that loads nothing: addresses in it are data. */
const isQuiet = (name: string, value: string): boolean => {
  // An escape in a custom property is resolved only where the property is used.
  if (name.startsWith('--') && value.includes('\\')) return false;
  return !loads.test(value.replace(/url\("data:(?:image|font)\/[^"]*"\)/gi, ''));
};

/** Takes out of a declaration what would load something; how many properties. */
function quiet(style: CSSStyleDeclaration): number {
  const names = [...style].filter((name) => !isQuiet(name, style.getPropertyValue(name)));
  for (const name of names) style.removeProperty(name);
  return names.length;
}

interface RuleList {
  readonly cssRules: CSSRuleList;
  readonly deleteRule: (index: number) => void;
}

const isRuleList = (rule: object): rule is RuleList => 'cssRules' in rule && 'deleteRule' in rule;

// Rules of another window are no instances of this one's classes.
const isStyled = (rule: object): rule is { readonly style: CSSStyleDeclaration } => 'style' in rule;

/** The same for a sheet or a group of rules. */
function quietRules(list: RuleList): number {
  let blocked = 0;
  for (let index = list.cssRules.length - 1; index >= 0; index--) {
    const rule = list.cssRules[index];
    if (!rule) continue;
    if (rule.type === CSSRule.FONT_FACE_RULE || rule.type === CSSRule.IMPORT_RULE) {
      list.deleteRule(index);
      blocked += 1;
      continue;
    }
    if (isStyled(rule)) blocked += quiet(rule.style);
    if (isRuleList(rule)) blocked += quietRules(rule);
  }
  return blocked;
}

/**
 * Puts a mail's styles onto its document through the DOM, where the page's policy takes no inline ones. What
 * they would load is left out.
 * @returns how much that was.
 */
export function dressFrame(frame: HTMLIFrameElement, { sheets, styles }: SafeHtml): number {
  const { contentDocument, contentWindow } = frame;
  if (!contentDocument || !contentWindow) return 0;
  let blocked = 0;
  // A constructed sheet belongs to one document, and takes no @import.
  const { CSSStyleSheet: Sheet } = contentWindow as Window & typeof globalThis;
  contentDocument.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new Sheet();
    sheet.replaceSync(
      text.replace(/@import\b[^;]*(?:;|$)/gi, () => {
        blocked += 1;
        return '';
      }),
    );
    blocked += quietRules(sheet);
    return sheet;
  });
  for (const element of contentDocument.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = styles[Number(element.dataset.style)] ?? '';
    blocked += quiet(element.style);
  }
  return blocked;
}
