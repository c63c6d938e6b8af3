import { ArrowDownToLine, Ellipsis, Play, RotateCw, Square } from 'lucide-react';
import type { ReactElement } from 'react';
import { useClient } from '../../state/core-context.ts';
import type { KnownStack, StackPlace } from '../../state/stacks.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { askPlan } from './plan-request.ts';
import { restartServices, stopServices } from './stack-actions.ts';
import { exists, runs, stackWord } from './stack-words.ts';

export interface EnvironmentActionsProps {
  readonly place: StackPlace;
  readonly known: KnownStack;
  /** Why nothing can be done; shown on the disabled buttons. */
  readonly refusal: string | undefined;
}

const explained = (button: ReactElement, reason: string | undefined): ReactElement =>
  reason === undefined ? button : <Tooltip text={reason}>{button}</Tooltip>;

/** What can be done with a whole environment: bring up, restart, stop, take down. */
export function EnvironmentActions({ place, known, refusal }: EnvironmentActionsProps) {
  const client = useClient();
  const { status } = known;
  const { environment } = place;
  const running = status !== undefined && runs(status);
  const ready = status !== undefined && stackWord(status).word === 'Ready';
  const disabled = refusal !== undefined;
  const present = status !== undefined && (exists(status) || status.volumes.length > 0);
  return (
    <>
      {running && (
        <>
          {explained(
            <Button
              icon={<RotateCw aria-hidden />}
              disabled={disabled}
              onClick={() => void restartServices(client, place)}
            >
              Restart
            </Button>,
            refusal,
          )}
          {explained(
            <Button
              icon={<Square aria-hidden />}
              disabled={disabled}
              onClick={() => void stopServices(client, place)}
            >
              Stop
            </Button>,
            refusal,
          )}
        </>
      )}
      {explained(
        <Button
          variant={ready ? 'secondary' : 'primary'}
          icon={<Play aria-hidden />}
          disabled={disabled}
          onClick={() => askPlan({ kind: 'up', ...place })}
        >
          Bring up {environment}
        </Button>,
        refusal,
      )}
      <Menu
        align="end"
        trigger={
          <IconButton label={`More actions on ${environment}`}>
            <Ellipsis />
          </IconButton>
        }
        entries={[
          disabled || !present
            ? {
                kind: 'disabled',
                id: 'down',
                label: `Take down ${environment}…`,
                icon: <ArrowDownToLine />,
                reason: refusal ?? 'Nothing of it is there.',
              }
            : {
                kind: 'item',
                id: 'down',
                label: `Take down ${environment}…`,
                icon: <ArrowDownToLine />,
                danger: true,
                run: () => askPlan({ kind: 'down', ...place }),
              },
        ]}
      />
    </>
  );
}
