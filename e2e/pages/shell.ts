import type { Locator, Page } from '@playwright/test';

/** The frame around every screen. */
export class Shell {
  readonly page: Page;
  readonly main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
  }
}
