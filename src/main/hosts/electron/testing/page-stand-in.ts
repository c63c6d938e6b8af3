import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Frame, Page, Route } from '@playwright/test';
import type { WebContents, WebFrameMain, WebPreferences, WindowOpenHandlerResponse } from 'electron';
import { originOf } from '../app-origin.ts';
import { realAddress, shownAddress } from './page-address.ts';
import { PortStandIn } from './port-stand-in.ts';
import { freshBinding, type PortDelivery, portBinding, preloadShim, sendBinding } from './preload-shim.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** What the app around a page answers. */
export interface PageSurroundings {
  readonly browser: Browser;
  /** The handler registered for app://. */
  readonly answer: (request: Request) => Promise<Response>;
  /** An IPC message from a frame. */
  readonly ipc: (channel: string, sender: WebContentsStandIn, frame: FrameStandIn, args: unknown[]) => void;
}

/** What of a frame's identity and way back the host uses. */
export type FrameStandIn = Pick<WebFrameMain, 'url' | 'origin' | 'postMessage'> & {
  readonly parent: unknown;
};

let made = 0;

/** Stands in for `WebContents`, with a page of a real Chromium behind it. */
export class WebContentsStandIn extends EventEmitter {
  readonly id = ++made;
  /** Addresses that the page asked for and that are not the app's own. */
  readonly outside: string[] = [];
  /** Every window the page tried to open, with the host's answer. */
  readonly opened: { readonly url: string; readonly response: WindowOpenHandlerResponse }[] = [];
  /** Frames that came from the page over its ports. */
  readonly fromPage: unknown[] = [];
  reloads = 0;
  #surroundings: PageSurroundings;
  #preferences: WebPreferences;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #page: Promise<Page> | undefined;
  #expected: string | undefined;
  #ports = new Map<number, PortStandIn>();
  #lastPort = 0;

  constructor(preferences: WebPreferences, surroundings: PageSurroundings) {
    super();
    this.#preferences = preferences;
    this.#surroundings = surroundings;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  reload(): void {
    this.reloads += 1;
  }

  /** The page in Chromium, once it has been asked for. */
  page(): Promise<Page> {
    this.#page ??= this.#start();
    return this.#page;
  }

  async load(address: string): Promise<void> {
    const page = await this.page();
    this.#expected = address;
    await page.goto(shownAddress(address));
  }

  async end(): Promise<void> {
    const context = (await this.#page)?.context();
    await context?.close();
    this.#losePorts();
  }

  async #start(): Promise<Page> {
    const context = await this.#surroundings.browser.newContext();
    const preload = await readFile(this.#preferences.preload ?? '', 'utf8');
    await context.exposeBinding(sendBinding, ({ frame }, channel: string, args: unknown[]) =>
      this.#surroundings.ipc(channel, this, this.#frame(frame), args),
    );
    await context.exposeBinding(portBinding, (_, port: number, sent: Omit<PortDelivery, 'port'>) =>
      this.#fromPort(port, sent),
    );
    await context.exposeBinding(freshBinding, () => this.#losePorts());
    await context.addInitScript(preloadShim(preload));
    await context.route('**/*', (route) => this.#route(route, context));
    const page = await context.newPage();
    context.on('page', (popup) => void popup.close());
    return page;
  }

  #frame(frame: Frame): FrameStandIn {
    const url = realAddress(frame.url());
    return {
      url,
      origin: originOf(url) ?? 'null',
      parent: frame.parentFrame(),
      postMessage: (channel, _, ports) => {
        for (const port of ports ?? [])
          if (port instanceof PortStandIn) void this.#hand(frame, channel, port);
      },
    };
  }

  async #hand(frame: Frame, channel: string, port: PortStandIn): Promise<void> {
    const id = ++this.#lastPort;
    this.#ports.set(id, port);
    const batch: PortDelivery[] = [];
    const call = (name: string, ...args: unknown[]): Promise<unknown> =>
      frame.evaluate(`window.__standIn.${name}(...${JSON.stringify(args)})`).catch(() => this.#losePort(id));
    let sending = call('hand', channel, id);
    const deliver = (delivery: Omit<PortDelivery, 'port'>): void => {
      batch.push({ port: id, ...delivery });
      if (batch.length > 1) return;
      // What gathers while a batch is under way goes with the next one, in order.
      sending = sending.then(() => call('deliver', batch.splice(0)));
    };
    port.giveAway({ message: (data) => deliver({ data }), close: () => deliver({ close: true }) });
  }

  #fromPort(id: number, { data, close }: Omit<PortDelivery, 'port'>): void {
    if (close) {
      this.#losePort(id);
      return;
    }
    this.fromPage.push(data);
    this.#ports.get(id)?.postMessage(data);
  }

  #losePort(id: number): void {
    this.#ports.get(id)?.close();
    this.#ports.delete(id);
  }

  #losePorts(): void {
    for (const id of [...this.#ports.keys()]) this.#losePort(id);
  }

  /** As Electron does: the host is asked before a window opens and before a frame navigates. */
  async #route(route: Route, context: BrowserContext): Promise<void> {
    const request = route.request();
    const url = realAddress(request.url());
    if (request.isNavigationRequest() && !this.#mayNavigate(route, url, context))
      return route.abort('aborted');
    if (!url.startsWith('app:')) {
      this.outside.push(url);
      return route.abort('addressunreachable');
    }
    const headers = await request.allHeaders();
    const answer = await this.#surroundings.answer(
      new Request(url, { method: request.method(), headers: { accept: headers.accept ?? '*/*' } }),
    );
    return route.fulfill({
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      body: Buffer.from(await answer.arrayBuffer()),
    });
  }

  #mayNavigate(route: Route, url: string, context: BrowserContext): boolean {
    const frame = frameOf(route);
    if (!frame || frame.page() !== context.pages()[0]) {
      const details = {
        url,
        frameName: '',
        features: '',
        disposition: 'new-window',
        referrer: { url: '', policy: 'default' },
      } as const;
      const response = this.#openHandler(details);
      this.opened.push({ url, response });
      return response.action === 'allow';
    }
    if (url === this.#expected) {
      this.#expected = undefined;
      return true;
    }
    const isMainFrame = frame.parentFrame() === null;
    return ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])].every((name) =>
      this.ask(name, { url, isMainFrame }),
    );
  }

  /** Emits an event that the host may prevent; false when it was. */
  ask(name: string, details: { readonly url: string; readonly isMainFrame?: boolean }): boolean {
    let prevented = false;
    const preventDefault = (): void => {
      prevented = true;
    };
    this.emit(name, { ...details, preventDefault }, details.url);
    return !prevented;
  }
}

/** A popup's first request has no frame yet. */
function frameOf(route: Route): Frame | undefined {
  try {
    return route.request().frame();
  } catch {
    return undefined;
  }
}
