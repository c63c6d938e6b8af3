import { KeyRound, RotateCw, Unplug } from 'lucide-react';
import { useConnection } from '../state/connection.ts';
import { Button } from '../ui/button.tsx';
import { CommandLine } from '../ui/command-line.tsx';
import styles from './banner.module.css';

/** Says that the core can't be heard, and what happens about it. Nothing is lost: the core keeps the state. */
export function ConnectionBanner() {
  const status = useConnection((state) => state.status);
  return (
    <div role="status" className={styles.live}>
      {status.kind === 'shut-out' && (
        <div className={styles.banner}>
          <KeyRound aria-hidden size={16} />
          <p className={styles.words}>
            <strong>Backlot no longer lets this window in:</strong> it was started again, or was not used for
            long. Get a new link where it runs and open it in this browser; this page then goes on.
          </p>
          <CommandLine command="backlot serve --link" />
        </div>
      )}
      {status.kind === 'lost' && (
        <div className={styles.banner}>
          <Unplug aria-hidden size={16} />
          <p className={styles.words}>
            <strong>The connection to Backlot's core is lost.</strong>{' '}
            {status.retrying
              ? 'Trying again by itself; running operations go on without this window.'
              : 'Reload to connect again; running operations go on without this window.'}
          </p>
          <Button icon={<RotateCw aria-hidden />} onClick={() => window.location.reload()}>
            Reconnect
          </Button>
        </div>
      )}
    </div>
  );
}
