/**
 * How the tests start the web host, as arguments of Node. It prints one line of JSON with `url` and
 * `origin`, and ends on SIGINT.
 */
export const serveCommand = (port = 0): readonly string[] => [
  'bin/backlot',
  'serve',
  '--port',
  String(port),
  '--json',
];
