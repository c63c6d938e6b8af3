const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The development server's page, when the app runs from its sources under `npm run dev`. Never in a packaged
 * app, and never another machine's: the page gets a port to the core.
 */
export function devPage(packaged: boolean, address: string | undefined): URL | undefined {
  const url = packaged || address === undefined ? null : URL.parse(address);
  return url?.protocol === 'http:' && loopback.has(url.hostname) && url.port !== '' ? url : undefined;
}
