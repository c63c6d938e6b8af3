import type { StackService } from '../../../shared/model/stack.ts';
import { addressText } from './ps-text.ts';
import { displayWidth, oneLine, padWidth } from './terminal-text.ts';

/** Where the services can be opened, a line each: "web  http://localhost:8080/". Empty without any. */
export function upAddresses(services: readonly StackService[]): string {
  const found = services.flatMap(({ name, addresses }) =>
    addresses.map((one) => ({ name: oneLine(name), where: one.url ?? addressText(one) })),
  );
  const width = Math.max(0, ...found.map(({ name }) => displayWidth(name)));
  return found.map(({ name, where }) => `${padWidth(name, width)}  ${where}`).join('\n');
}
