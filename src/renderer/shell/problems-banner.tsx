import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useRoute } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import { problemWords } from '../features/project/problem-words.ts';
import { useProject } from '../state/project.ts';
import { Button } from '../ui/button.tsx';
import styles from './banner.module.css';

/** Says that backlot.yaml has errors while the last good state is still shown, or that it has warnings. */
export function ProblemsBanner() {
  const project = useProject();
  const [there] = useRoute('/problems');
  const [dismissed, setDismissed] = useState('');
  const words = project && problemWords(project);
  if (!words || project.graph.nodes.length === 0 || there) return null;
  const told = `${project.path} ${words.title} ${words.banner}`;
  if (words.mild && dismissed === told) return null;
  return (
    <div role="status" className={styles.banner}>
      <TriangleAlert aria-hidden size={16} />
      <p className={styles.words}>
        <strong>{words.title}.</strong> {words.banner}
      </p>
      <Button onClick={() => navigate('/problems')}>{words.show}</Button>
      {words.mild && (
        <Button variant="ghost" onClick={() => setDismissed(told)}>
          Dismiss warning
        </Button>
      )}
    </div>
  );
}
