import type { Page } from '@playwright/test';

interface Style {
  readonly backgroundColor: string;
  readonly outlineStyle: string;
  readonly boxShadow: string;
  readonly transitionDuration: string;
  readonly animationDuration: string;
  readonly animationIterationCount: string;
}
interface Element {
  readonly textContent: string | null;
  readonly getAttribute: (name: string) => string | null;
  readonly querySelector: (selector: string) => Element | null;
}

/** Of the page, where the functions given to `evaluate` run. */
declare const getComputedStyle: (element: Element) => Style;
declare const document: {
  readonly body: Element;
  readonly activeElement: Element | null;
  readonly querySelectorAll: (selector: string) => Iterable<Element>;
};

/** The colour behind everything. */
export const backgroundOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

/**
 * What has the focus, by name; `UNSEEN` in front where nothing shows it, `undefined` when nothing has it.
 * Cards of the graph show the focus by a ring around the card in them.
 */
export const focusedName = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return undefined;
    const ringed = [focused, focused.querySelector('article')].some((element) => {
      if (!element) return false;
      const { outlineStyle, boxShadow } = getComputedStyle(element);
      return outlineStyle !== 'none' || boxShadow !== 'none';
    });
    return `${ringed ? '' : 'UNSEEN '}${focused.getAttribute('aria-label') ?? focused.textContent ?? ''}`;
  });

/** The longest transition, or animation that ends, of anything in the page, in seconds. */
export const longestMotion = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const seconds = (list: string): number =>
      Math.max(...list.split(',').map((one) => Number.parseFloat(one) * (one.includes('ms') ? 0.001 : 1)));
    let longest = 0;
    for (const element of document.querySelectorAll('*')) {
      const style = getComputedStyle(element);
      const ends = style.animationIterationCount !== 'infinite';
      longest = Math.max(
        longest,
        seconds(style.transitionDuration),
        ends ? seconds(style.animationDuration) : 0,
      );
    }
    return longest;
  });
