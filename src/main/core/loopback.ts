/** True for this machine's own address or name, as hosts are written: "127.0.0.1", "::1", "[::1]", "localhost". Pure. */
export const isLoopback = (host: string): boolean =>
  /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
