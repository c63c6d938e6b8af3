/** The scheme that the window's page and its files are served on, instead of file://. */
export const appScheme = 'app';

/** The one host of that scheme. */
export const appHost = 'backlot';

/** The origin of the page as built. */
export const appOrigin = `${appScheme}://${appHost}`;

/** The origin of an address, or `undefined` when it is none; app:// has one, which `URL.origin` does not say. */
export function originOf(address: string): string | undefined {
  const url = URL.parse(address);
  if (!url) return undefined;
  if (url.username || url.password) return undefined;
  return url.protocol === `${appScheme}:` ? `${url.protocol}//${url.host}` : url.origin;
}
