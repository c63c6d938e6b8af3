const refused = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'js-flags',
  'load-extension',
  'disable-web-security',
  'no-sandbox',
  'disable-site-isolation-trials',
  'ignore-certificate-errors',
  'allow-file-access-from-files',
] as const;

/**
 * The first switch that would open the app to another program or take a guard down; `undefined` when there is
 * none. A packaged app does not start with one: whoever attaches to it drives Docker.
 */
export const refusedSwitch = (hasSwitch: (name: string) => boolean): string | undefined =>
  refused.find(hasSwitch);
