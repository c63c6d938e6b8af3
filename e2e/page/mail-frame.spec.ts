import { expect, type Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { openMail } from './open-isolation.ts';

// A trace looks into each frame by a script of its own, which the browser tells of.
test.use({ trace: 'off' });

/** Of the page, where functions given to `evaluate` run. */
interface FrameElement {
  readonly contentDocument:
    | {
        readonly querySelector: (selector: string) => object | null;
        readonly querySelectorAll: (selector: string) => { readonly length: number };
      }
    | undefined;
  readonly contentWindow:
    | {
        readonly getComputedStyle: (element: object) => {
          readonly color: string;
          readonly backgroundImage: string;
        };
      }
    | undefined;
}

interface Looked {
  readonly color: string;
  readonly picture: string;
  /** Elements that could do something. */
  readonly active: number;
  readonly links: number;
  /** True where the page was harmed. */
  readonly harmed: boolean;
}

/** Looks into a mail's frame from the page: Playwright's own looks would run scripts in it. */
const lookInto = (page: Page): Promise<Looked> =>
  page.locator('iframe').evaluate((frame): Looked => {
    if (!('contentDocument' in frame)) throw new Error('no frame');
    const { contentDocument: inner, contentWindow: window } = frame as FrameElement;
    const text = inner?.querySelector('p');
    if (!inner || !window || !text) throw new Error('nothing in it yet');
    const { color, backgroundImage } = window.getComputedStyle(text);
    return {
      color,
      picture: backgroundImage,
      active: inner.querySelectorAll('script, svg, form, iframe, link, base, object, video').length,
      links: inner.querySelectorAll('a[href], area[href]').length,
      harmed: 'harmed' in globalThis,
    };
  });

/** Clicks on everything in a mail's frame, in rows of ten pixels. */
async function clickEverywhere(page: Page): Promise<void> {
  const box = await page.locator('iframe').boundingBox();
  if (!box) throw new Error('no frame');
  for (let y = 8; y < Math.min(box.height, 220); y += 12)
    for (let x = 12; x < 240; x += 24) await page.mouse.click(box.x + x, box.y + y);
}

test('a mail that means harm runs nothing, loads nothing and leads nowhere', async ({
  open: { page, faults },
}) => {
  await openMail(page);
  await page.getByRole('row', { name: /Your account is locked/ }).click();
  const mail = page.getByRole('region', { name: 'Mail: Your account is locked' });
  await expect(mail.getByRole('status')).toContainText('remote things were not loaded');
  await expect(mail.getByRole('status')).toContainText(/scripts and 1 form were taken out/);
  await expect(mail.locator('iframe')).toHaveAttribute('sandbox', 'allow-same-origin');
  const harmless = { color: 'rgb(255, 0, 0)', picture: 'none', active: 0, links: 0, harmed: false };
  await expect.poll(() => lookInto(page)).toEqual(harmless);
  await clickEverywhere(page);
  expect(await lookInto(page)).toEqual(harmless);
  expect(page.url()).toContain('/mail');
  // Among the faults would be whatever was asked of another host, and each breach of the policy.
  expect(faults.unexpected()).toEqual([]);
});

test('what slips past the cleaning is held by the policy and the sandbox', async ({
  open: { page, faults },
}) => {
  // Each of these is a refusal: requests are told of, too, that the policy stops before they are made.
  faults.expect(
    /Content Security Policy|Blocked (?:script execution|form submission|opening)|Unsafe attempt/,
  );
  faults.expect(/: https:..evil[.]example.(?:1[.]png|a[.]css)(?: csp)?$/);
  const made: string[] = [];
  page.on('response', (response) => made.push(response.url()));
  await openMail(page);
  await page.getByRole('row', { name: /Your order 1042/ }).click();
  await expect.poll(() => lookInto(page)).toMatchObject({ harmed: false });
  const html = `<div style="font-size: 30px"><img src="https://evil.example/1.png" alt="x"><script>parent.harmed = 1</script>
  <p onclick="parent.harmed = 2">Text</p><link rel="stylesheet" href="https://evil.example/a.css">
  <form action="https://evil.example/"><button>Post</button></form><a href="javascript:parent.harmed = 3">Run</a>
  <a href="https://evil.example/top" target="_top">Leave</a> <a href="https://evil.example/new" target="_blank">New</a>
  <a href="https://evil.example/here">Here</a></div>`;
  await page.locator('iframe').evaluate((frame, text) => {
    const own = frame.getAttribute('srcdoc') ?? '';
    frame.setAttribute('srcdoc', own.slice(0, own.indexOf('<body>') + 6) + text);
  }, html);
  await expect.poll(() => lookInto(page)).toMatchObject({ harmed: false, active: 3, links: 4 });
  await clickEverywhere(page);
  await expect(page.getByRole('region', { name: /Your order 1042/ })).toBeVisible();
  expect(page.url()).toContain('/mail');
  expect(page.context().pages()).toHaveLength(1);
  expect(made.filter((url) => url.includes('evil'))).toEqual([]);
  expect(await page.evaluate(() => 'harmed' in globalThis)).toBe(false);
  expect(faults.unexpected()).toEqual([]);
});
