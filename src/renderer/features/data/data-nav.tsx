import type { ReactNode } from 'react';
import { useRoute } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import styles from './data-nav.module.css';
import { dataRoutes } from './data-path.ts';

const links = [
  { path: dataRoutes.datasets, title: 'Datasets' },
  { path: dataRoutes.masking, title: 'Masking' },
  { path: dataRoutes.snapshots, title: 'Snapshots' },
] as const;

export interface DataNavProps {
  /** What the screen is about: an environment to choose, a file. */
  readonly about?: ReactNode;
  /** At the right end. */
  readonly actions?: ReactNode;
}

/** The head of the data screens, with the way between them. */
export function DataNav({ about, actions }: DataNavProps) {
  const [environment] = useRoute(dataRoutes.environment);
  const [masking] = useRoute(dataRoutes.masking);
  const [snapshots] = useRoute(dataRoutes.snapshots);
  const here = masking ? 'Masking' : snapshots ? 'Snapshots' : 'Datasets';
  return (
    <header className={styles.header}>
      <h1 className="visually-hidden">{here === 'Datasets' ? 'Data' : here}</h1>
      <nav className={styles.nav} aria-label="Data">
        {links.map(({ path, title }) => (
          <a
            key={path}
            href={`#${path}`}
            className={styles.link}
            aria-current={title === here ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              if (title !== here || !environment) navigate(path);
            }}
          >
            {title}
          </a>
        ))}
      </nav>
      {about !== undefined && <div className={styles.about}>{about}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
