/** Headers that are between one proxy and the next (RFC 9110, 7.6.1). */
export const hopHeaders: readonly string[] = [
  'connection',
  'proxy-connection',
  'keep-alive',
  'proxy-authorization',
  'te',
  'upgrade',
];
