import { shell } from 'electron';
import { externalLink } from './external-link.ts';

/** 15: hands an address to the system's browser after the allow-list has let it through. */
export function openLink(address: string, log: (text: string) => void): void {
  const link = externalLink(address);
  if (!link) {
    log(`Refused to open ${address}`);
    return;
  }
  shell.openExternal(link).catch((error: unknown) => log(`${link} did not open: ${String(error)}`));
}
