import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type BacklotError, isCancelled, toBacklotError } from '../../../shared/errors.ts';
import type { MailRelay, MailSummary } from '../../../shared/model/isolation.ts';
import { useClient } from '../../state/core-context.ts';
import type { StackPlace } from '../../state/stacks.ts';
import { showOperation } from '../../state/ui.ts';
import { Button } from '../../ui/button.tsx';
import { CommandLine } from '../../ui/command-line.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Input } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { subjectOf } from './mail-rows.ts';
import styles from './release-dialog.module.css';

export interface ReleaseDialogProps {
  readonly place: StackPlace;
  readonly mail: MailSummary;
  readonly onClose: () => void;
}

const example =
  'isolation:\n  guard: true\n  release:\n    to: [me@example.com]\n    via: smtp://smtp.example.com:587\n';

/** Where mails of a project may go, asked when the dialog opens. */
function useRelay(project: string) {
  const client = useClient();
  const [found, setFound] = useState<{ readonly relay?: MailRelay | undefined }>();
  const [error, setError] = useState<BacklotError>();
  useEffect(() => {
    const controller = new AbortController();
    client.mail.relay({ project }, { signal: controller.signal }).then(setFound, (failure: unknown) => {
      if (!isCancelled(failure)) setError(toBacklotError(failure));
    });
    return () => controller.abort();
  }, [client, project]);
  return { found, error, setError };
}

function Way({ relay: { to, relay, user, ready } }: { readonly relay: MailRelay }) {
  return (
    <>
      <p className={styles.note} id="release-allowed">
        backlot.yaml allows {to.join(', ')}.
      </p>
      <p>
        It goes through {relay}
        {user !== undefined && ` as ${user}`}, from this machine. Nobody whom it was written to gets it. What
        was sent can't be taken back.
      </p>
      {!ready && (
        <>
          <p>The password of {user} is not known yet. This keeps it:</p>
          <CommandLine command="backlot mail relay --password" />
        </>
      )}
    </>
  );
}

/** Releases one captured mail to an address that backlot.yaml allows, after it was said what that does. */
export function ReleaseDialog({ place, mail, onClose }: ReleaseDialogProps) {
  const client = useClient();
  const { project, environment } = place;
  const { found, error, setError } = useRelay(project);
  const [typed, setTyped] = useState<string>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const relay = found?.relay;
  const to = (typed ?? relay?.to.find((one) => !one.startsWith('*')) ?? '').trim();

  const release = async (): Promise<void> => {
    setBusy(true);
    try {
      const { operation } = await client.mail.release({ project, environment, id: mail.id, to });
      onClose();
      showOperation(operation);
    } catch (failure) {
      setError(toBacklotError(failure));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Release this mail"
      description={subjectOf(mail)}
      initialFocus={field}
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            {found && !relay ? 'Close' : 'Cancel'}
          </Button>
          {relay && (
            <Button
              variant="primary"
              icon={<Send aria-hidden />}
              disabled={to === '' || busy || !relay.ready}
              onClick={() => void release()}
            >
              {to === '' ? 'Release' : `Release to ${to}`}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.body}>
        {error && <ErrorState error={error} />}
        {!found && !error && (
          <div role="status" aria-label="Reading backlot.yaml">
            <Skeleton width="70%" />
          </div>
        )}
        {found && !relay && (
          <>
            <p>backlot.yaml lets no mail of this project go anywhere. These lines do, for whom they name:</p>
            <CommandLine command={example} what="lines" />
          </>
        )}
        {relay && (
          <>
            <Input
              ref={field}
              type="email"
              aria-label="Goes to"
              aria-describedby="release-allowed"
              placeholder="me@example.com"
              value={typed ?? to}
              onValueChange={setTyped}
            />
            <Way relay={relay} />
          </>
        )}
      </div>
    </Dialog>
  );
}
