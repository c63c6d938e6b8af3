import { X } from 'lucide-react';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { openProject, readRecent } from '../../state/open-project.ts';
import { useProjects } from '../../state/project.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './recent-projects.module.css';

/** Projects opened before, newest first; nothing when there is none. */
export function RecentProjects() {
  const client = useClient();
  const recent = useProjects((state) => state.recent);
  if (!recent || recent.length === 0) return null;

  const forget = async (path: string): Promise<void> => {
    await callCore(async () => {
      await client.projects.forget({ path });
      await readRecent(client);
    });
  };

  return (
    <section aria-labelledby="recent-projects">
      <h2 id="recent-projects" className={styles.heading}>
        Recent projects
      </h2>
      <ul className={styles.list}>
        {recent.slice(0, 6).map(({ path, name, openedAt, exists }) => (
          <li key={path} className={styles.row}>
            <button
              type="button"
              className={styles.open}
              disabled={!exists}
              onClick={() => void openProject(client, path)}
            >
              <span className={styles.name}>{name}</span>
              <span className={styles.path}>{exists ? path : `${path} is gone`}</span>
            </button>
            <span className={styles.time}>
              <RelativeTime at={openedAt} />
            </span>
            <IconButton label={`Forget ${name}`} onClick={() => void forget(path)}>
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
