// First: it keeps zod from compiling parsers, which the page's policy forbids.
import '../shared/zod-without-eval.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openLink } from './rpc.ts';
import { loadAgain } from './shell/load-again.ts';
import { mendStyles } from './shell/mend-styles.ts';
import { startFeeds } from './state/feeds.ts';
import type { Link } from './state/link.ts';
import { useUi } from './state/ui.ts';

/** In development `?fake` (or `?fake=first-run`) shows the page over a core of made-up data. */
async function chooseLink(address: URLSearchParams): Promise<Link> {
  if (import.meta.env.DEV && address.has('fake')) {
    const { fakeLink, sceneOf } = await import('./testing/fake-core.ts');
    return fakeLink(sceneOf(address.get('fake')));
  }
  return openLink();
}

const { theme } = useUi.getState();
if (theme !== 'system') document.documentElement.dataset.theme = theme;

const address = new URLSearchParams(window.location.search);
const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const link = await chooseLink(address);
startFeeds(link, address.get('project') ?? undefined, new AbortController().signal);
// What still does not come then is no reason to show nothing.
await loadAgain(mendStyles).catch(() => {});
createRoot(root).render(
  <StrictMode>
    <App link={link} />
  </StrictMode>,
);
