import { parseArgs } from 'node:util';

/** What `npm run demo -- …` was asked to do. */
export type DemoOptions =
  /** Everything, then the app: its window, or its address where no window can open. */
  | { readonly do: 'open' }
  /** Everything, without opening anything; ends by itself. */
  | { readonly do: 'headless' }
  /** Removes all that earlier runs made. */
  | { readonly do: 'clean' }
  | { readonly do: 'help' };

export const demoHelp = `npm run demo             prepares the sample project and opens the app on it
npm run demo -- --headless   the same without opening anything, for scripts
npm run demo -- --clean      removes all that the demo made`;

/** @throws TypeError from Node's own parser for what is no option. */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      headless: { type: 'boolean' },
      clean: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return { do: 'help' };
  if (values.clean) return { do: 'clean' };
  return { do: values.headless ? 'headless' : 'open' };
}
