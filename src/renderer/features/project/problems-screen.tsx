import { Redirect } from 'wouter';
import type { Project } from '../../../shared/model/project.ts';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { ConfigProblems } from './config-problems.tsx';
import { problemWords } from './problem-words.ts';
import styles from './problems-screen.module.css';

/** What is wrong with a project, each thing at its place; leads back to the graph once nothing is. */
export function ProblemsScreen({ project }: { readonly project: Project }) {
  const words = problemWords(project);
  if (!words) return <Redirect to="/graph" />;
  return (
    <div className={styles.screen}>
      <ScreenHeader title={words.title} description={words.screen} />
      <div className={styles.body}>
        <ConfigProblems problems={project.problems} />
      </div>
    </div>
  );
}
