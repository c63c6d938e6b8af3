import type { WebContents } from 'electron';
import { originOf } from './app-origin.ts';
import { externalLink } from './external-link.ts';

export interface ContentsGuard {
  /** The one origin that may be navigated to. */
  readonly origin: string;
  /** Hands an address that has passed the allow-list to the system's browser. */
  readonly openExternal: (address: string) => void;
  readonly log: (text: string) => void;
}

/** Keeps web contents on our own page: the first line of every contents that is ever created. */
export function guardContents(contents: WebContents, { origin, openExternal, log }: ContentsGuard): void {
  // 13: navigation and redirects, of the page and of frames, stay on our origin.
  const stay = (event: { readonly url: string; preventDefault: () => void }): void => {
    if (originOf(event.url) === origin) return;
    event.preventDefault();
    log(`Refused to navigate to ${event.url}`);
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  // A mail's frame holds text that the page gives it, under the page's own policy; it comes from nowhere.
  contents.on('will-frame-navigate', (event) => {
    if (event.url !== 'about:srcdoc' || event.isMainFrame) stay(event);
  });

  // 14 and 15: no window but ours; a link goes to the browser when it is on the allow-list.
  contents.setWindowOpenHandler(({ url }) => {
    const link = externalLink(url);
    if (link) openExternal(link);
    else log(`Refused to open ${url}`);
    return { action: 'deny' };
  });

  // 12: no <webview>, whatever its options.
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log('Refused to attach a webview');
  });
}
