/**
 * The name of the session cookie. Browsers share cookies between the ports of one address, so the port
 * is part of it: two hosts on one machine would log each other out otherwise.
 */
export const sessionCookieName = (port: number): string => `backlot_session_${port}`;

/** The `Set-Cookie` value for a new session. It lives as long as the browser; the host ends it earlier. */
export const sessionCookie = (name: string, value: string, secure: boolean): string =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/**
 * All values of a cookie in a `Cookie` header. A page on another port of this address can add one of
 * the same name for a longer path, which browsers send first: each is tried.
 */
export const cookieValues = (header: string | undefined, name: string): readonly string[] =>
  (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
