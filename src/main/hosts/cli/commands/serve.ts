import type { Command } from 'commander';
import { webContract } from '../../../../shared/contract/web.ts';
import { methodTable } from '../../../../shared/rpc/serve.ts';
import { hostCore } from '../../socket/host-core.ts';
import { newLink } from '../new-link.ts';
import { answer, defectNote, homeOf, type Session } from '../session.ts';
import { wholeNumber } from './parse-number.ts';

/** How long the one that runs may take to give a link, in milliseconds. */
const linkMs = 10_000;

async function openIn({ world, out }: Session, url: string): Promise<void> {
  if (!(await world.openUrl(url))) out.note('No browser could be opened; open the address above.');
}

interface ServeFlags {
  readonly port?: number;
  readonly bind?: string;
  readonly open?: boolean;
  readonly link?: boolean;
}

export function addServe(program: Command, session: Session): void {
  const { world, out } = session;
  program
    .command('serve')
    .description('serve the app to a browser, and keep a core running for other commands')
    .option('--port <n>', 'the port (default: 7681); 0 takes a free one', wholeNumber(0, 65_535))
    .option('--bind <address>', 'the address to listen on (default: 127.0.0.1, this machine alone)')
    .option('--open', 'open it in the browser')
    .option('--link', 'print a new link to the one that runs, for another browser or a session that ended')
    .action(async ({ port, bind, open = false, link = false }: ServeFlags) => {
      if (link) {
        const made = await newLink(session, AbortSignal.timeout(linkMs));
        answer(session, made, () => made.url);
        if (open) await openIn(session, made.url);
        return;
      }
      const pressed = Promise.withResolvers<void>();
      const again = Promise.withResolvers<void>();
      let times = 0;
      const unlisten = world.interrupts.listen(() => {
        times += 1;
        if (times === 1) pressed.resolve();
        else again.resolve();
      });
      try {
        const own = methodTable(webContract, {
          web: { link: () => ({ url: web.newUrl(), origin: web.origin }) },
        });
        const web = await world.serveWeb({
          home: homeOf(world),
          port,
          bind,
          startCore: (options) => hostCore(world.startCore, options, defectNote(session), own),
        });
        const { url, origin } = web;
        answer(session, { url, origin }, () => url);
        for (const warning of web.warnings) out.note(`warning: ${warning}`);
        if (!out.quiet) out.note('Ctrl-C stops it.');
        if (open) await openIn(session, url);
        const ended = web.done.then(() => {});
        await Promise.race([ended, pressed.promise]);
        const left = await Promise.race([web.close().then(() => false), again.promise.then(() => true)]);
        if (left) session.finish(130);
      } finally {
        unlisten();
      }
    });
}
