import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { useEffect, useRef, useState } from 'react';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import { useClient } from '../../state/core-context.ts';
import { follow } from '../../state/follow.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { allowTerminalStyles } from './allow-terminal-styles.ts';
import { terminalTheme } from './terminal-theme.ts';
import styles from './terminal-view.module.css';

allowTerminalStyles(document);

export interface TerminalViewProps {
  readonly place: StackPlace;
  readonly service: string;
  /** Opens another in its place. */
  readonly onAgain: () => void;
}

/** A shell in a service's container, for as long as it is shown. */
export function TerminalView({ place, service, onAgain }: TerminalViewProps) {
  const client = useClient();
  const screen = useRef<HTMLDivElement>(null);
  const [error, setError] = useState<BacklotError>();
  const [ended, setEnded] = useState<string>();
  const { project, environment } = place;

  useEffect(() => {
    const element = screen.current;
    if (!element) return;
    const controller = new AbortController();
    const { signal } = controller;
    const terminal = new Terminal({
      fontFamily: getComputedStyle(element).fontFamily,
      fontSize: 12,
      lineHeight: 1.3,
      cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      scrollback: 5000,
      theme: terminalTheme(element),
      minimumContrastRatio: 4.5,
    });
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    terminal.open(element);
    terminal.textarea?.setAttribute('aria-label', `Terminal in ${service}`);
    fit.fit();
    terminal.focus();

    const fail = (failure: unknown): void => {
      if (!signal.aborted && !isCancelled(failure)) setError(toBacklotError(failure));
    };
    let session: string | undefined;
    const resize = new ResizeObserver(() => fit.fit());
    resize.observe(element);
    terminal.onResize(({ cols, rows }) => {
      if (session !== undefined) client.live.execResize({ id: session, columns: cols, rows }).catch(fail);
    });
    // One call after another: what was typed arrives in its order.
    let typed: Promise<unknown> = Promise.resolve();
    terminal.onData((text) => {
      const id = session;
      if (id === undefined) return;
      typed = typed.then(() => client.live.execInput({ id, text })).catch(fail);
    });

    const run = async (): Promise<void> => {
      const { id } = await client.live.execOpen({
        project,
        environment,
        service,
        size: { columns: terminal.cols, rows: terminal.rows },
      });
      session = id;
      if (signal.aborted) {
        await client.live.execClose({ id });
        return;
      }
      await follow((options) => client.live.execOutput({ id }, options), {
        signal,
        resume: 'cursor',
        take: (events) => {
          for (const event of events) {
            if (event.kind === 'output') terminal.write(event.text);
            else {
              session = undefined;
              setEnded(
                event.code === undefined ? 'The shell has ended.' : `The shell ended with ${event.code}.`,
              );
            }
          }
        },
        failed: fail,
      });
    };
    run().catch(fail);

    return () => {
      controller.abort();
      resize.disconnect();
      terminal.dispose();
      // Gone already when the core or the container went: there is nothing to hang up then.
      if (session !== undefined) client.live.execClose({ id: session }).catch(() => {});
    };
  }, [client, project, environment, service]);

  return (
    <div className={styles.view}>
      {error && (
        <div className={styles.note}>
          <ErrorState error={error} actions={<Button onClick={onAgain}>Open again</Button>} />
        </div>
      )}
      {ended !== undefined && (
        <div role="status" className={styles.ended}>
          {ended}
          <Button onClick={onAgain}>Open again</Button>
        </div>
      )}
      <div ref={screen} className={styles.screen} />
    </div>
  );
}
