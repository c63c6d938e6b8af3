/** What a client is told whose request does not leave. */
export const refusal = (host: string, port: number): string =>
  `Backlot: this environment is isolated, and ${host}${port === 80 || port === 443 ? '' : `:${port}`} is not under "isolation.allow" in its backlot.yaml. The request was not sent; it is counted.\n`;
