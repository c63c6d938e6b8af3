import type { Page } from '@playwright/test';

const ownSchemes = new Set(['data:', 'blob:', 'devtools:']);

/**
 * Collects what must not happen in a page: errors on its console, uncaught ones, failed requests, answers
 * of 400 and above, and anything asked of another origin than its own.
 */
export function watchFaults(page: Page, address: string): readonly string[] {
  const faults: string[] = [];
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
    faults.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => outside(request.url()));
  page.on('websocket', (socket) => outside(socket.url()));
  return faults;
}
