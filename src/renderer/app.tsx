import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect } from 'react';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Shell } from './shell/shell.tsx';
import { LinkContext } from './state/core-context.ts';
import type { Link } from './state/link.ts';
import { useUi } from './state/ui.ts';
import { Toaster } from './ui/toaster.tsx';

function Theme() {
  const theme = useUi((state) => state.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  return null;
}

/** The whole page over a link to the core. */
export function App({ link }: { readonly link: Link }) {
  return (
    // Our policy lets no inline style element in; Base UI's are replaced in base.css.
    <CSPProvider disableStyleElements>
      <LinkContext value={link}>
        <Router hook={useHashLocation}>
          <Tooltip.Provider delay={400} closeDelay={0}>
            <Toaster>
              <Theme />
              <Shell />
            </Toaster>
          </Tooltip.Provider>
        </Router>
      </LinkContext>
    </CSPProvider>
  );
}
