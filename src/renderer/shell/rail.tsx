import { useRoute } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import { classNames } from '../ui/class-names.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { type Place, places } from './places.ts';
import styles from './rail.module.css';

function RailLink({ place: { path, title, shortcut, icon: Icon } }: { readonly place: Place }) {
  const [here] = useRoute(`${path}/*?`);
  return (
    <Tooltip text={title} shortcut={shortcut} side="right">
      <a
        href={`#${path}`}
        aria-label={title}
        aria-current={here ? 'page' : undefined}
        className={classNames(styles.link, here && styles.here)}
        onClick={(event) => {
          event.preventDefault();
          navigate(path);
        }}
      >
        <Icon aria-hidden size={18} strokeWidth={1.75} />
      </a>
    </Tooltip>
  );
}

/** The way between the screens, at the left edge. */
export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Screens">
      {places.map((place) => (
        <RailLink key={place.path} place={place} />
      ))}
    </nav>
  );
}
