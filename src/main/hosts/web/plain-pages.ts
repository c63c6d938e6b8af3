import { createHash } from 'node:crypto';

const style =
  'body { font: 16px/1.5 system-ui, sans-serif; max-width: 34em; margin: 15vh auto; padding: 0 16px }';

/** The policy of these pages: nothing but their one style, by its hash. */
export const plainPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = (title: string, ...paragraphs: readonly string[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title} - Backlot</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
</body>
</html>
`;

const newLink = `For a new link, run <code>backlot serve --link</code> on the machine where Backlot runs, or open
its window with <code>backlot app</code>.`;

/** Shown for a moment to a browser that another site led here. */
export const openingPage = (address: string): string =>
  page('Opening Backlot', `<a href="${address}">Go on</a> if nothing happens.`);

/** Shown for a one-time link that opens nothing any more. */
export const spentLinkPage = page(
  'This link no longer works',
  'A link to Backlot opens one browser once, within ten minutes. This one was used before or is too old.',
  newLink,
);

/** Shown to a browser without a session. */
export const noSessionPage = page(
  'This browser is not let in',
  'Backlot opens through a link that works once. This browser has not used one, or was idle for too long.',
  newLink,
);

/** Shown for a path that is none of ours. */
export const notFoundPage = page('There is no such page', 'The address names nothing in Backlot.');
