import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { ChevronsUpDown, Database, Lock, Server, Shield } from 'lucide-react';
import type { GraphNode } from '../../shared/model/graph.ts';
import type { GitHead } from '../../shared/model/project.ts';
import { openData } from '../features/data/data-path.ts';
import { codeOf, thirdPartiesOf } from '../features/environments/environment-words.ts';
import { CardIsolation } from '../features/isolation/card-isolation.tsx';
import { CardState } from '../features/stacks/card-state.tsx';
import { useProject } from '../state/project.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './graph.module.css';
import { KindIcon } from './kind-icon.tsx';
import { nodeSize } from './layout-graph.ts';

export type EnvironmentCardData = {
  readonly environments: readonly GraphNode[];
  /** The work tree's head, shown on dev. */
  readonly git: GitHead | undefined;
  /** True where what runs is shown, and can be acted on. */
  readonly live: boolean;
  /** Present on a folded group: unfolds it. */
  readonly onUnfold: (() => void) | undefined;
};
export type EnvironmentCardType = Node<EnvironmentCardData, 'environment'>;

const handles = [
  ['top', Position.Top],
  ['right', Position.Right],
  ['bottom', Position.Bottom],
  ['left', Position.Left],
] as const;

/** The ends that lines dock to; one per side, both directions, never dragged from. */
function Docks() {
  return handles.flatMap(([side, position]) =>
    (['source', 'target'] as const).map((type) => (
      <Handle
        key={`${type} ${side}`}
        id={`${type} ${side}`}
        type={type}
        position={position}
        isConnectable={false}
        className={styles.dock}
      />
    )),
  );
}

function CodeLine({ node, git }: { readonly node: GraphNode; readonly git: GitHead | undefined }) {
  if (node.kind !== 'dev' || git?.commit === undefined)
    return <span className={styles.clip}>{codeOf(node.kind)}</span>;
  return (
    <>
      <code className={styles.commit}>{git.commit.slice(0, 7)}</code>
      <span className={styles.clip}>{git.subject}</span>
      {git.dirty && <span className={styles.dirty}>edited</span>}
    </>
  );
}

interface SingleCardProps {
  readonly node: GraphNode;
  readonly git: GitHead | undefined;
  readonly live: boolean;
}

function SingleCard({ node, git, live }: SingleCardProps) {
  const project = useProject()?.path ?? '';
  return (
    <>
      <header className={styles.cardHead}>
        <span className={styles.cardIcon} data-kind={node.kind}>
          <KindIcon kind={node.kind} />
        </span>
        <span className={styles.cardName}>{node.name}</span>
        {node.name !== node.kind && !node.pattern && <span className={styles.cardKind}>{node.kind}</span>}
        {node.protected && (
          <span className={styles.mark} title="Protected: changes need an approval">
            <Lock size={12} aria-hidden /> protected
          </span>
        )}
        {live && <CardState name={node.name} />}
      </header>
      <p className={styles.cardLine}>
        <CodeLine node={node} git={git} />
      </p>
      <p className={styles.cardFacts}>
        <span>
          <Server size={12} aria-hidden /> {node.host}
        </span>
        {live ? (
          <button
            type="button"
            // By key it is reached from the inspector: Tab goes over the cards.
            tabIndex={-1}
            className={`nodrag ${styles.dataLink}`}
            onClick={(event) => {
              event.stopPropagation();
              openData(node.name);
            }}
          >
            <Database size={12} aria-hidden /> <span className="visually-hidden">Data of {node.name}: </span>
            <span className={styles.clip}>{node.dataset ?? 'data'}</span>
          </button>
        ) : (
          <span className={styles.clip}>
            <Database size={12} aria-hidden /> {node.dataset ?? 'no dataset'}
          </span>
        )}
        {live ? (
          <CardIsolation project={project} node={node} />
        ) : (
          <span className={node.isolated ? styles.isolated : undefined}>
            <Shield size={12} aria-hidden /> {thirdPartiesOf(node).toLowerCase()}
          </span>
        )}
      </p>
    </>
  );
}

function GroupCard({
  nodes,
  onUnfold,
}: {
  readonly nodes: readonly GraphNode[];
  readonly onUnfold: () => void;
}) {
  return (
    <>
      <header className={styles.cardHead}>
        <span className={styles.cardIcon} data-kind="test">
          <KindIcon kind="test" />
        </span>
        <span className={styles.cardName}>{nodes.length} test environments</span>
        <button
          type="button"
          className={`nodrag ${styles.unfold}`}
          onClick={onUnfold}
          aria-label="Unfold test environments"
        >
          <ChevronsUpDown size={14} aria-hidden />
        </button>
      </header>
      <p className={styles.cardLine}>
        <span className={styles.clip}>{nodes.map(({ name }) => name).join(', ')}</span>
      </p>
      <p className={styles.cardFacts}>
        <span className={styles.isolated}>
          <Shield size={12} aria-hidden /> isolated
        </span>
      </p>
    </>
  );
}

/** One environment of the graph, or all folded test environments. */
export function EnvironmentCard({ data, selected }: NodeProps<EnvironmentCardType>) {
  const [first] = data.environments;
  return (
    <article
      className={classNames(styles.card, selected && styles.cardSelected, data.onUnfold && styles.cardStack)}
      style={{ width: nodeSize.width, height: nodeSize.height }}
    >
      <Docks />
      {data.onUnfold ? (
        <GroupCard nodes={data.environments} onUnfold={data.onUnfold} />
      ) : (
        first && <SingleCard node={first} git={data.git} live={data.live} />
      )}
    </article>
  );
}
