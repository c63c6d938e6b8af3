import { Check, Copy, Trash2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { useStack } from '../../state/use-stack.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Status } from '../../ui/status.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { type PlanGroup, planGroups } from './plan-groups.ts';
import { closePlan, type PlanRequest, requestCommand, requestWords, usePlanRequest } from './plan-request.ts';
import styles from './plan-sheet.module.css';
import { startAndShow } from './stack-actions.ts';
import { keptWords, type ShownPlan, upInput, usePlan } from './use-plan.ts';

/** The plan that somebody asked for, in front of everything else; nothing while nobody did. */
export function PlanSheet() {
  const request = usePlanRequest((state) => state.request);
  return request && <OpenPlan request={request} />;
}

function Group({ group }: { readonly group: PlanGroup }) {
  return (
    <section aria-label={group.title}>
      <h3 className={styles.heading}>{group.title}</h3>
      <ul className={styles.lines}>
        {group.lines.map(({ resource, verbs, cause, destructive }) => (
          <li key={resource} className={styles.line}>
            <span className={styles.resource}>{resource}</span>
            <span className={styles.verbs}>{verbs.join(', ')}</span>
            <span className={styles.cause}>{cause}</span>
            {destructive && (
              <Status
                tone="attention"
                word={verbs.includes('recreate') ? 'Replaces' : 'Removes'}
                icon={Trash2}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const nothing = 'Nothing to do';

/** The sentence of what will happen; of an empty plan it says that nothing will. */
function titleOf(plan: ShownPlan | undefined, words: string): string {
  if (!plan) return words;
  return plan.steps.length > 0 || plan.title.startsWith(nothing) ? plan.title : `${nothing}: ${plan.title}`;
}

function OpenPlan({ request }: { readonly request: PlanRequest }) {
  const client = useClient();
  const [volumes, setVolumes] = useState(false);
  const [starting, setStarting] = useState(false);
  const { plan, error, again } = usePlan(request, volumes);
  const { status } = useStack(request.environment);
  const { copied, copy } = useCopy();
  const words = requestWords(request);
  const down = request.kind === 'down';
  const existing = status?.volumes ?? [];
  const empty = plan?.steps.length === 0;

  const start = async (): Promise<void> => {
    setStarting(true);
    const { project, environment } = request;
    const begun = await startAndShow(() =>
      down
        ? client.stacks.down({ project, environment, volumes, plan: plan?.hash })
        : client.stacks.up({ ...upInput(request), plan: plan?.hash }),
    );
    setStarting(false);
    if (begun) closePlan();
  };

  return (
    <Dialog
      open
      onClose={closePlan}
      size="wide"
      title={titleOf(plan, words)}
      footer={
        <div className={styles.footer}>
          {request.kind === 'down' || !request.services ? (
            <Button
              variant="ghost"
              icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
              onClick={() => copy(requestCommand(request, volumes))}
            >
              {copied ? 'Copied' : 'Copy as command'}
            </Button>
          ) : (
            <span />
          )}
          <Button
            variant={empty ? 'secondary' : 'primary'}
            disabled={!plan || empty || starting}
            onClick={() => void start()}
          >
            {volumes ? `${words} and remove its data` : words}
          </Button>
        </div>
      }
    >
      {error && <ErrorState error={error} actions={<Button onClick={again}>Plan again</Button>} />}
      {!plan && !error && (
        <div role="status" aria-label="Planning" className={styles.loading}>
          <Skeleton width="46%" />
          <Skeleton width="62%" />
          <Skeleton width="38%" />
        </div>
      )}
      {plan && (
        <div className={styles.columns}>
          <div className={styles.steps}>
            {empty ? (
              <EmptyState
                title={down ? 'Nothing of it is there' : 'Everything is as the compose files say'}
              />
            ) : (
              planGroups(plan.steps).map((group) => <Group key={group.title} group={group} />)
            )}
          </div>
          <aside className={styles.side} aria-label="What to know">
            {plan.notes.length > 0 && (
              <section aria-label="Notes">
                <h3 className={styles.heading}>Notes</h3>
                <ul className={styles.notes}>
                  {plan.notes.map(({ level, resource, text }) => (
                    <li key={`${resource} ${text}`} className={styles.note}>
                      {level === 'warning' && <Status tone="attention" word="Warning" icon={TriangleAlert} />}
                      <span className={styles.said}>
                        <strong>{resource}</strong>: {text}
                      </span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <section aria-label="What stays">
              <h3 className={styles.heading}>What stays</h3>
              <p className={styles.kept}>{keptWords(request, plan.steps, status, volumes)}</p>
              {down && existing.length > 0 && (
                <Checkbox
                  checked={volumes}
                  onChange={setVolumes}
                  label={`Remove ${existing.length === 1 ? 'its volume' : `its ${existing.length} volumes`} too`}
                  note={`The data in ${existing.join(', ')} is gone for good then.`}
                />
              )}
            </section>
          </aside>
        </div>
      )}
    </Dialog>
  );
}
