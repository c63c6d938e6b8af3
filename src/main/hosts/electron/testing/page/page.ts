import '../../../../../shared/zod-without-eval.ts';
import { contract } from '../../../../../shared/contract/contract.ts';
import { desktopContract } from '../../../../../shared/contract/desktop.ts';
import { errorToWire } from '../../../../../shared/errors.ts';
import { portChannel } from '../../../../../shared/host-channel.ts';
import { connect, createClient } from '../../../../../shared/rpc/client.ts';
import { messagePortCarrier, type PortLike } from '../../../../../shared/rpc/message-port-carrier.ts';
import type { PageReport, TestPage } from './test-page.ts';

interface PortMessageEvent {
  readonly source: unknown;
  readonly origin: string;
  readonly data: unknown;
  readonly ports: readonly PortLike[];
}

/** What of the page's own world is used here; the rest of this folder's program is Node's. */
declare const window: {
  readonly location: { readonly origin: string };
  addEventListener(type: 'message', listener: (event: PortMessageEvent) => void): void;
  addEventListener(
    type: 'securitypolicyviolation',
    listener: (event: { readonly effectiveDirective: string }) => void,
  ): void;
  readonly inlineRan?: boolean;
  testPage?: TestPage;
};

const violations: string[] = [];
window.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
  violations.push(effectiveDirective),
);

const attempt = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof Error ? error.name : 'thrown';
  }
};

const report: PageReport = {
  inline: window.inlineRan ?? false,
  // Here and not from the test: what a debugger evaluates is let past the policy.
  evaluated: attempt(() => new Function('return 1')()),
  globals: ['require', 'process', 'Buffer', 'electron', 'ipcRenderer', 'module'].filter(
    (name) => name in globalThis,
  ),
  violations,
};

const ports = Promise.withResolvers<PortLike>();
window.addEventListener('message', ({ source, origin, data, ports: [port] }) => {
  if (source === window && origin === window.location.origin && data === portChannel && port)
    ports.resolve(port);
});

const connection = ports.promise.then((port) => connect(messagePortCarrier(port)));
const events: unknown[] = [];

window.testPage = {
  report: () => report,
  events: () => events,
  async call(method, input) {
    try {
      return { value: await (await connection).call(method, input) };
    } catch (error) {
      return { error: errorToWire(error) };
    }
  },
  async bigEcho(characters) {
    const client = createClient(contract, await connection);
    const text = 'äb'.repeat(characters / 2);
    const { lastProject } = await client.app.setPreferences({ lastProject: text });
    return lastProject === text;
  },
  async manyCalls(count) {
    const client = createClient(contract, await connection);
    const answers = await Promise.all(Array.from({ length: count }, () => client.app.info({})));
    return answers.length;
  },
  async follow(topic) {
    const client = createClient({ ...contract, ...desktopContract }, await connection);
    const values = topic === 'requests' ? client.desktop.requests({}) : client.operations.changes({});
    void (async () => {
      for await (const { value } of values) events.push(value);
    })().catch((error: unknown) => events.push(errorToWire(error)));
  },
};
