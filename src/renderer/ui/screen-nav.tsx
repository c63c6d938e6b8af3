import type { ReactNode } from 'react';
import { navigate } from 'wouter/use-hash-location';
import styles from './screen-nav.module.css';

export interface ScreenLink {
  readonly path: string;
  readonly title: string;
  /** Behind the title: how many are new. */
  readonly count?: number | undefined;
  /** What the number counts; read by screen readers. */
  readonly counted?: string | undefined;
}

export interface ScreenNavProps {
  /** What the screens have in common; read by screen readers. */
  readonly label: string;
  /** The name of the screen, as a heading that only screen readers see. */
  readonly heading: string;
  readonly links: readonly ScreenLink[];
  /** The title of the link that is the present screen. */
  readonly here: string;
  /** True where the present screen is a part of its link, which leads back then. */
  readonly deeper?: boolean;
  /** What the screen is about: an environment to choose, a file. */
  readonly about?: ReactNode;
  /** At the right end. */
  readonly actions?: ReactNode;
}

/** The head of screens that belong together, with the way between them. */
export function ScreenNav(props: ScreenNavProps) {
  const { label, heading, links, here, deeper = false, about, actions } = props;
  return (
    <header className={styles.header}>
      <h1 className="visually-hidden">{heading}</h1>
      <nav className={styles.nav} aria-label={label}>
        {links.map(({ path, title, count = 0, counted }) => (
          <a
            key={title}
            href={`#${path}`}
            className={styles.link}
            aria-current={title === here ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              if (title !== here || deeper) navigate(path);
            }}
          >
            {title}
            {count > 0 && (
              <span className={styles.count}>
                {count.toLocaleString('en')}
                <span className="visually-hidden"> {counted}</span>
              </span>
            )}
          </a>
        ))}
      </nav>
      {about !== undefined && <div className={styles.about}>{about}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </header>
  );
}
