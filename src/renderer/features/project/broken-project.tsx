import type { Project } from '../../../shared/model/project.ts';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import styles from './broken-project.module.css';
import { ConfigProblems } from './config-problems.tsx';

/** What stands in the way of a project whose backlot.yaml has errors and that has no last good graph. */
export function BrokenProject({ project }: { readonly project: Project }) {
  const errors = project.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <div className={styles.screen}>
      <ScreenHeader
        title="backlot.yaml can't be used yet"
        description={`${errors} ${errors === 1 ? 'error stands' : 'errors stand'} in the way. Save the file and this page follows by itself.`}
      />
      <div className={styles.body}>
        <ConfigProblems problems={project.problems} />
      </div>
    </div>
  );
}
