import { Mail, Shield } from 'lucide-react';
import type { GraphNode } from '../../../shared/model/graph.ts';
import { useInbox } from '../../state/inbox.ts';
import { useStack } from '../../state/use-stack.ts';
import { classNames } from '../../ui/class-names.ts';
import { thirdPartiesOf } from '../environments/environment-words.ts';
import { runs } from '../stacks/stack-words.ts';
import styles from './card-isolation.module.css';
import { openEgress, openMail } from './isolation-path.ts';
import { useUnread } from './read-mails.ts';

export interface CardIsolationProps {
  /** Absolute path of the project. */
  readonly project: string;
  readonly node: GraphNode;
}

/** On the card of an environment: the way to what it tried to reach, and to its inbox while it runs. */
export function CardIsolation({ project, node }: CardIsolationProps) {
  const { name, isolated } = node;
  const { status: stack } = useStack(name);
  const running = isolated && stack !== undefined && runs(stack);
  // What it tried is counted by a firewall that has to be asked again and again; its inbox costs nothing.
  const { status: box } = useInbox(running ? name : undefined);
  const unread = useUnread({ project, environment: name }, box?.mails);
  const many = box?.mails.length ?? 0;
  const words = `${many} ${many === 1 ? 'mail' : 'mails'} of ${name}, ${unread} unread`;
  return (
    <>
      <button
        type="button"
        // By key it is reached from the rail: Tab goes over the cards.
        tabIndex={-1}
        className={classNames('nodrag', styles.link, isolated ? styles.isolated : styles.open)}
        onClick={(event) => {
          event.stopPropagation();
          openEgress(name);
        }}
      >
        <Shield size={12} aria-hidden /> {thirdPartiesOf(node).toLowerCase()}
      </button>
      {running && many > 0 && (
        <button
          type="button"
          tabIndex={-1}
          title={words}
          aria-label={`${many}, ${words}`}
          className={classNames('nodrag', styles.link, unread > 0 && styles.unread)}
          onClick={(event) => {
            event.stopPropagation();
            openMail(name);
          }}
        >
          <Mail size={12} aria-hidden /> {many > 999 ? '999+' : many}
        </button>
      )}
    </>
  );
}
