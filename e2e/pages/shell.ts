import type { Locator, Page } from '@playwright/test';

export type Screen = 'Graph' | 'Environments' | 'Data' | 'Isolation' | 'Branches' | 'Activity' | 'Settings';

/** The frame around every screen. */
export class Shell {
  readonly page: Page;
  readonly main: Locator;
  /** The line at the bottom, and what unfolds from it. */
  readonly drawer: Locator;
  readonly palette: Locator;
  /** What stands beside the screen while an environment is selected. */
  readonly inspector: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.drawer = page.getByRole('region', { name: 'Operations', exact: true });
    this.palette = page.getByRole('dialog', { name: 'Search or run' });
    this.inspector = page.getByRole('complementary', { name: /^Inspector/ });
  }

  /** The open project's name in the top bar. */
  project(name: string): Locator {
    return this.page.getByRole('banner').getByRole('button', { name, exact: true });
  }

  async goTo(screen: Screen): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
  }

  /** An environment on the drawn graph. */
  card(name: string): Locator {
    return this.main.getByRole('group', { name: new RegExp(`^${name.replace(/[.*]/g, '\\$&')}, `) });
  }

  /** Runs the command that fits best what is typed into the palette. */
  async runCommand(typed: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+k');
    await this.palette.getByRole('combobox').pressSequentially(typed);
    await this.page.keyboard.press('Enter');
  }

  /** An operation in full, in the drawer or on the Activity screen. */
  operation(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }
}
