import type { Page } from '@playwright/test';

const ownSchemes = new Set(['data:', 'blob:', 'devtools:']);

/** What must not happen in a page, and did. */
export interface Faults {
  /** All but those that were expected. */
  readonly unexpected: () => readonly string[];
  /** True when the machine's network changed while the page loaded. */
  readonly networkChanged: () => boolean;
  /** For a test that breaks something on purpose: what fits the pattern is no fault, before or after. */
  readonly expect: (pattern: RegExp) => void;
}

/**
 * Collects what must not happen in a page: errors on its console (breaches of the content security policy
 * are among them), uncaught ones, failed requests, answers of 400 and above, and anything asked of another
 * origin than its own.
 */
export function watchFaults(page: Page, address: string): Faults {
  const faults: string[] = [];
  // Chromium breaks loads off when an interface comes or goes, as with each Docker network on this machine.
  // What becomes of a page then is tested on its own (e2e/page/frame.spec.ts).
  const elsewhere = /ERR_NETWORK_CHANGED/;
  const expected: RegExp[] = [];
  const { host } = new URL(address);
  const outside = (asked: string): void => {
    const url = new URL(asked);
    if (!ownSchemes.has(url.protocol) && url.host !== host) faults.push(`asked outside: ${asked}`);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A page that is left gives up what it was still loading.
    if (why !== 'net::ERR_ABORTED') faults.push(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => outside(request.url()));
  page.on('websocket', (socket) => outside(socket.url()));
  return {
    unexpected: () =>
      faults.filter((fault) => ![elsewhere, ...expected].some((pattern) => pattern.test(fault))),
    networkChanged: () => faults.some((fault) => elsewhere.test(fault)),
    expect: (pattern) => expected.push(pattern),
  };
}
