import { z } from 'zod';
import { openChromium } from './chromium.ts';
import { launchApp } from './launch-app.ts';
import { projectRoot } from './stage-build.ts';

/**
 * For tests: the desktop app as built, with its own page, in a process of its own that can be killed as a
 * crash would. Takes orders from its parent, one at a time, and answers each; the argument is the data
 * directory.
 */
const order = z.discriminatedUnion('do', [
  /** Runs what fits best from the palette. */
  z.object({ do: z.literal('run'), typed: z.string() }),
  z.object({ do: z.literal('press'), button: z.string() }),
  /** Answers with the text of a part of the page. */
  z.object({ do: z.literal('read'), role: z.enum(['main', 'region']), name: z.string().optional() }),
]);
export type DesktopOrder = z.input<typeof order>;

async function main(home: string): Promise<void> {
  const chromium = openChromium();
  const app = await launchApp({ browser: await chromium.browser(), home });
  await app.load(`${projectRoot}/out/main/index.js`);
  app.app.become();
  while (app.record.windows.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const page = await app.record.windows[0]?.webContents.page();
  if (!page) throw new Error('no window');
  await page.getByRole('main').waitFor();

  const obey = async (given: z.output<typeof order>): Promise<string> => {
    switch (given.do) {
      case 'run':
        await page.keyboard.press('Control+k');
        await page.getByRole('dialog', { name: 'Search or run' }).getByRole('combobox').fill(given.typed);
        await page.keyboard.press('Enter');
        return '';
      case 'press':
        await page.getByRole('button', { name: given.button }).click();
        return '';
      case 'read': {
        const part = page.getByRole(
          given.role,
          given.name === undefined ? {} : { name: given.name, exact: true },
        );
        return (await part.count()) === 0 ? '' : ((await part.textContent()) ?? '');
      }
    }
  };
  process.on('message', (message) => {
    obey(order.parse(message)).then(
      (text) => process.send?.({ text }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ text: 'ready' });
}

await main(process.argv[2] ?? '');
