import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** Draws the bitmaps in resources/icons from their SVG files: `node scripts/icons.ts`, after changing one. */
const folder = join(import.meta.dirname, '../resources/icons');

const pictures = [
  { from: 'icon.svg', to: 'icon.png', size: 512, colour: 'black' },
  { from: 'tray.svg', to: 'tray.png', size: 32, colour: '#d9902a' },
  { from: 'tray.svg', to: 'tray@2x.png', size: 64, colour: '#d9902a' },
  // macOS takes the alpha of a "Template" picture alone, and draws it in the menu bar's own colour.
  { from: 'tray.svg', to: 'trayTemplate.png', size: 16, colour: 'black' },
  { from: 'tray.svg', to: 'trayTemplate@2x.png', size: 32, colour: 'black' },
];

const browser = await chromium.launch({
  executablePath: process.env.BACKLOT_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
});
try {
  const page = await browser.newPage();
  for (const { from, to, size, colour } of pictures) {
    const svg = await readFile(join(folder, from), 'utf8');
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>body{margin:0;color:${colour}}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`,
    );
    await page.screenshot({ path: join(folder, to), omitBackground: true });
  }
} finally {
  await browser.close();
}
