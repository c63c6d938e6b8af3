import { BacklotError } from '../../../shared/errors.ts';
import { describeCore } from '../../core/home/core-note.ts';
import { findCore } from './reach-core.ts';
import { homeOf, type Session } from './session.ts';

export interface NewLink {
  readonly url: string;
  readonly origin: string;
}

/**
 * Asks the web host that runs for another one-time address.
 * @throws BacklotError `not-found` when nothing runs, `unsupported` when what runs serves no browser
 */
export async function newLink({ world }: Session, signal: AbortSignal): Promise<NewLink> {
  const { startCore, version } = world;
  const running = await findCore({ home: homeOf(world), version, startCore }, signal);
  if (!running) {
    throw new BacklotError('not-found', 'Nothing serves Backlot to a browser now.', {
      hint: 'Start it: backlot serve',
    });
  }
  try {
    if (running.info.host === 'web') return await running.web.link({}, { signal });
    throw new BacklotError('unsupported', `${describeCore(running.info)} runs, which serves no browser.`, {
      hint:
        running.info.host === 'electron'
          ? 'Bring its window to the front: backlot app'
          : 'Wait until it has ended, then start: backlot serve',
    });
  } finally {
    await running.close(signal, () => {});
  }
}
