/** Chromium outside Electron knows no app:// scheme: the page is shown under an https address that is routed here. */
const shown = 'https://backlot.invalid';
const real = 'app://backlot';

const swap = (address: string, from: string, to: string): string =>
  address === from || address.startsWith(`${from}/`) ? to + address.slice(from.length) : address;

/** The address that Electron would have, for one that Chromium has. */
export const realAddress = (address: string): string => swap(address, shown, real);

/** The address that Chromium can show, for one of the app. */
export const shownAddress = (address: string): string => swap(address, real, shown);
