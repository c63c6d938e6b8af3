import { TriangleAlert } from 'lucide-react';
import { useRoute } from 'wouter';
import { navigate } from 'wouter/use-hash-location';
import { useProject } from '../state/project.ts';
import { Button } from '../ui/button.tsx';
import styles from './banner.module.css';

/** Says that backlot.yaml has errors while the last good state is still shown. */
export function ProblemsBanner() {
  const project = useProject();
  const [there] = useRoute('/problems');
  if (project?.state !== 'broken' || project.graph.nodes.length === 0 || there) return null;
  const errors = project.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <div role="status" className={styles.banner}>
      <TriangleAlert aria-hidden size={16} />
      <p className={styles.words}>
        <strong>
          backlot.yaml has {errors} {errors === 1 ? 'error' : 'errors'}.
        </strong>{' '}
        What you see is its last good state.
      </p>
      <Button onClick={() => navigate('/problems')}>Show {errors === 1 ? 'the error' : 'the errors'}</Button>
    </div>
  );
}
