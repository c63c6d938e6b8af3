import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useAppInfo } from '../state/app-info.ts';
import { Button } from '../ui/button.tsx';
import styles from './banner.module.css';

/** What was found wrong with the data directory at the start, until it was read. */
export function NoticesBanner() {
  const notices = useAppInfo((state) => state.info?.notices);
  const [read, setRead] = useState<readonly string[]>([]);
  return notices
    ?.filter(({ title }) => !read.includes(title))
    .map(({ title, text }) => (
      <div key={title} role="status" className={styles.banner}>
        <TriangleAlert aria-hidden size={16} />
        <p className={styles.words}>
          <strong>{title}</strong> {text}
        </p>
        <Button onClick={() => setRead([...read, title])}>Dismiss notice</Button>
      </div>
    ));
}
