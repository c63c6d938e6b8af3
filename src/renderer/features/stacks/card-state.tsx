import { Play, SquareArrowOutUpRight } from 'lucide-react';
import { useProject } from '../../state/project.ts';
import { useStack } from '../../state/use-stack.ts';
import { Status } from '../../ui/status.tsx';
import styles from './card-state.module.css';
import { askPlan } from './plan-request.ts';
import { openEnvironment } from './stack-view.ts';
import { exists, knownWord, readyCount, stackWord } from './stack-words.ts';

/** On the card of an environment: how it is, and in its place on hover and focus the one thing to do with it. */
export function CardState({ name }: { readonly name: string }) {
  const known = useStack(name);
  const project = useProject()?.path;
  const { status } = known;
  const there = status !== undefined && exists(status);
  const ready = there && stackWord(status).word === 'Ready';
  const words = there && !known.error ? readyCount(status) : '';
  return (
    <div className={styles.state}>
      <span className={styles.words} title={known.error?.message ?? words}>
        <Status {...knownWord(known)} />
        {words && <span className={styles.count}>{words.replace(/ services? ready$/, '')}</span>}
      </span>
      {project !== undefined && !known.error && status && (
        <button
          type="button"
          className={`nodrag ${styles.action}`}
          onClick={(event) => {
            event.stopPropagation();
            if (there) openEnvironment(name);
            else askPlan({ kind: 'up', project, environment: name });
          }}
        >
          {there ? (
            <>
              <SquareArrowOutUpRight aria-hidden size={12} /> Open {name}
            </>
          ) : (
            <>
              <Play aria-hidden size={12} /> Bring up {name}
            </>
          )}
        </button>
      )}
      <span className="visually-hidden">{ready ? '' : known.error?.message}</span>
    </div>
  );
}
