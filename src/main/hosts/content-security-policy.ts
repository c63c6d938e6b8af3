/**
 * The policy of every page of the product, whichever door serves it. Scripts, styles, fonts and workers
 * come from the page's own origin alone; no `unsafe-inline`, no `unsafe-eval`, no frames, no forms. Styles
 * set through the DOM (as React and the graph do) need no exception; `style` elements made by a library do,
 * and get none.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
