/** What a client without a browser sends to be let in at `/rpc`. */
export interface WebEntry {
  readonly origin: string;
  readonly rpcUrl: string;
  /** The subprotocols to offer; the second one carries the session's key. */
  readonly protocols: readonly [string, string];
  readonly headers: { readonly Origin: string; readonly Cookie: string };
}

/**
 * Spends a one-time link as a browser would; for benchmarks and tests.
 * @throws Error when the link opens nothing.
 */
export async function enterWebHost(url: string, signal: AbortSignal): Promise<WebEntry> {
  const { origin, host } = new URL(url);
  const response = await fetch(url, { redirect: 'manual', signal });
  await response.body?.cancel();
  const [cookie] = response.headers.getSetCookie();
  const key = response.headers.get('location')?.split('#key=')[1];
  if (response.status !== 303 || cookie === undefined || key === undefined) {
    throw new Error(`The link opened nothing: ${response.status}.`);
  }
  return {
    origin,
    rpcUrl: `ws://${host}/rpc`,
    protocols: ['backlot', `key.${key}`],
    headers: { Origin: origin, Cookie: cookie.split(';', 1)[0] ?? '' },
  };
}
