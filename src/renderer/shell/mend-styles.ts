/**
 * True when a style sheet did not come: then it has no rules, or none that may be read. One that is still
 * on its way has no sheet: somebody may be waiting for that link.
 */
function isMissing({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length === 0;
  } catch {
    return true;
  }
}

/** Asks for the same style sheet again, in its place: the order of rules counts. */
function askAgain(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const again = document.createElement('link');
    for (const { name, value } of link.attributes) again.setAttribute(name, value);
    again.onload = () => resolve();
    again.onerror = () => reject(new Error(`${link.href} could not be loaded.`));
    link.replaceWith(again);
  });
}

/**
 * Loads the style sheets again that did not come; rejects when one does not come now either. Browsers say
 * nothing of it by themselves: the page would stand there without its looks.
 */
export async function mendStyles(): Promise<void> {
  const links = document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]');
  await Promise.all([...links].filter(isMissing).map(askAgain));
}
