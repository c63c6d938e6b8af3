import { RefreshCw } from 'lucide-react';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { useDoctor } from '../../state/doctor.ts';
import { Button } from '../../ui/button.tsx';

/** Runs all checks again. */
export function CheckAgain() {
  const client = useClient();
  const running = useDoctor((state) => state.checks?.some(({ status }) => status === 'running') ?? true);
  return (
    <Button
      variant="ghost"
      icon={<RefreshCw aria-hidden />}
      disabled={running}
      onClick={() => void callCore(() => client.doctor.refresh({}))}
    >
      Check again
    </Button>
  );
}
