/** How many colours there are for services. */
export const serviceColours = 12;

/** FNV-1a: spreads short names well. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}

/**
 * A colour per service, from 0: always the same for the same names, and different ones while there are
 * enough.
 */
export function colourServices(services: readonly string[]): ReadonlyMap<string, number> {
  const taken = new Set<number>();
  const colours = new Map<string, number>();
  for (const service of [...new Set(services)].sort()) {
    let colour = hash(service) % serviceColours;
    while (taken.has(colour) && taken.size < serviceColours) colour = (colour + 1) % serviceColours;
    taken.add(colour);
    colours.set(service, colour);
  }
  return colours;
}
