import { createContext, useContext } from 'react';
import type { Link } from './link.ts';

export const LinkContext = createContext<Link | undefined>(undefined);

/** The link to the core; there is one wherever the shell is. */
export function useLink(): Link {
  const link = useContext(LinkContext);
  if (!link) throw new Error('useLink outside of LinkContext');
  return link;
}

/** The typed client of the core. */
export const useClient = (): Link['client'] => useLink().client;
