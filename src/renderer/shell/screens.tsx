import { GitBranch, ShieldHalf } from 'lucide-react';
import { type ComponentType, lazy, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { dataRoutes } from '../features/data/data-path.ts';
import { DataScreen } from '../features/data/data-screen.tsx';
import { EnvironmentsScreen } from '../features/environments/environments-screen.tsx';
import { MaskingScreen } from '../features/masking/masking-screen.tsx';
import { ActivityScreen } from '../features/operations/activity-screen.tsx';
import { PlannedScreen } from '../features/planned/planned-screen.tsx';
import { ProblemsScreen } from '../features/project/problems-screen.tsx';
import { SetupScreen } from '../features/project/setup-screen.tsx';
import { WelcomeScreen } from '../features/project/welcome-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { SnapshotsScreen } from '../features/snapshots/snapshots-screen.tsx';
import { EnvironmentScreen } from '../features/stacks/environment-screen.tsx';
import { useAppInfo } from '../state/app-info.ts';
import { useProjects } from '../state/project.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { loadAgain } from './load-again.ts';
import styles from './screens.module.css';

// A chunk of its own, as it holds the drawing library; asked for at once, while the core is still being reached.
let LoadedGraph: ComponentType | undefined;
const loadingGraph = loadAgain(() => import('../graph/graph-screen.tsx'));
loadingGraph.then(
  (loaded) => {
    LoadedGraph = loaded.GraphScreen;
  },
  // Told where it is shown: by the error boundary around it.
  () => {},
);
const LazyGraph = lazy(async () => ({ default: (await loadingGraph).GraphScreen }));

/** Once loaded it is drawn at once: what was suspended even for a moment is held back by React for 300 ms. */
function GraphRoute() {
  return LoadedGraph ? <LoadedGraph /> : <LazyGraph />;
}

const Styleguide = import.meta.env.DEV
  ? lazy(async () => ({ default: (await import('../testing/styleguide.tsx')).Styleguide }))
  : undefined;

function Loading({ words }: { readonly words: string }) {
  return (
    <div role="status" className={styles.loading}>
      <span className="visually-hidden">{words}</span>
      <Skeleton width="180px" height="1rem" />
      <Skeleton width="320px" />
      <Skeleton width="280px" />
    </div>
  );
}

/** Screens that need a project: the first-run screen stands in their place while there is none. */
function ProjectScreens() {
  const current = useProjects((state) => state.current);
  switch (current.kind) {
    case 'starting':
      return <Loading words="Starting" />;
    case 'opening':
      return <Loading words={`Opening ${current.path}`} />;
    case 'none':
    case 'failed':
      return <WelcomeScreen />;
    case 'open': {
      const { project } = current;
      if (project.state === 'broken' && project.graph.nodes.length === 0)
        return <ProblemsScreen project={project} />;
      return (
        <Suspense fallback={<Loading words="Loading the screen" />}>
          <Switch>
            <Route path="/graph" component={GraphRoute} />
            <Route path="/environments" component={EnvironmentsScreen} />
            <Route path="/environments/:name">{({ name }) => <EnvironmentScreen name={name} />}</Route>
            <Route path="/setup" component={SetupScreen} />
            <Route path="/problems">
              <ProblemsScreen project={project} />
            </Route>
            <Route path={dataRoutes.datasets}>
              <DataScreen />
            </Route>
            <Route path={dataRoutes.masking} component={MaskingScreen} />
            <Route path={dataRoutes.snapshots} component={SnapshotsScreen} />
            <Route path={dataRoutes.environment}>{({ name }) => <DataScreen name={name} />}</Route>
            <Route path="/isolation">
              <PlannedScreen
                icon={ShieldHalf}
                title="What left, what was blocked, what was captured"
                purpose="Every attempt of an isolated environment to reach the outside, and the mail it sent."
                today="Today Backlot shows which environments are declared as isolated."
              />
            </Route>
            <Route path="/branches">
              <PlannedScreen
                icon={GitBranch}
                title="Shared branches will be here"
                purpose="Each branch that runs as a test environment, with its link, its owner and its expiry."
                today="Today Backlot shows the pattern of test environments that backlot.yaml declares."
              />
            </Route>
            <Route>
              <Redirect to="/graph" />
            </Route>
          </Switch>
        </Suspense>
      );
    }
  }
}

/** The screen that the address names. */
export function Screens() {
  const [location] = useLocation();
  const failure = useAppInfo((state) => state.failure);
  if (failure) {
    return (
      <ErrorState
        look="screen"
        error={failure}
        actions={<Button onClick={() => window.location.reload()}>Try again</Button>}
      />
    );
  }
  return (
    <ErrorBoundary key={location}>
      <Switch>
        {Styleguide && (
          <Route path="/styleguide">
            <Suspense>
              <Styleguide />
            </Suspense>
          </Route>
        )}
        <Route path="/activity" component={ActivityScreen} />
        <Route path="/settings" component={SettingsScreen} />
        <Route component={ProjectScreens} />
      </Switch>
    </ErrorBoundary>
  );
}
