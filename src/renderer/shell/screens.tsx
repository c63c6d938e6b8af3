import { GitBranch } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { dataRoutes } from '../features/data/data-path.ts';
import { DataScreen } from '../features/data/data-screen.tsx';
import { EnvironmentsScreen } from '../features/environments/environments-screen.tsx';
import { isolationRoutes } from '../features/isolation/isolation-path.ts';
import { ActivityScreen } from '../features/operations/activity-screen.tsx';
import { PlannedScreen } from '../features/planned/planned-screen.tsx';
import { ProblemsScreen } from '../features/project/problems-screen.tsx';
import { SetupScreen } from '../features/project/setup-screen.tsx';
import { WelcomeScreen } from '../features/project/welcome-screen.tsx';
import { SettingsScreen } from '../features/settings/settings-screen.tsx';
import { EnvironmentScreen } from '../features/stacks/environment-screen.tsx';
import { useAppInfo } from '../state/app-info.ts';
import { useProjects } from '../state/project.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LazyScreen, screenChunk } from './lazy-screen.tsx';
import { loadPart } from './load-again.ts';
import styles from './screens.module.css';

const graph = screenChunk(
  async () => (await loadPart(() => import('../graph/graph-screen.tsx'))).GraphScreen,
);
// Asked for at once, while the core is still being reached.
graph.preload();
const masking = screenChunk(
  async () => (await loadPart(() => import('../features/masking/masking-screen.tsx'))).MaskingScreen,
);
const snapshots = screenChunk(
  async () => (await loadPart(() => import('../features/snapshots/snapshots-screen.tsx'))).SnapshotsScreen,
);

/** The data of an environment; what stands beside it is loaded meanwhile. */
function DataRoute({ name }: { readonly name?: string }) {
  useEffect(() => {
    masking.preload();
    snapshots.preload();
  }, []);
  return <DataScreen name={name} />;
}

const isolation = screenChunk(
  async () => (await loadPart(() => import('../features/isolation/isolation-screen.tsx'))).IsolationScreen,
);

const Styleguide = import.meta.env.DEV
  ? lazy(async () => ({ default: (await import('../testing/styleguide.tsx')).Styleguide }))
  : undefined;

function Loading({ words }: { readonly words: string }) {
  return (
    <div role="status" className={styles.loading}>
      <h1 className="visually-hidden">{words}</h1>
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
            <Route path="/graph">
              <LazyScreen chunk={graph} />
            </Route>
            <Route path="/environments" component={EnvironmentsScreen} />
            <Route path="/environments/:name">{({ name }) => <EnvironmentScreen name={name} />}</Route>
            <Route path="/setup" component={SetupScreen} />
            <Route path="/problems">
              <ProblemsScreen project={project} />
            </Route>
            <Route path={dataRoutes.datasets}>
              <DataRoute />
            </Route>
            <Route path={dataRoutes.masking}>
              <LazyScreen chunk={masking} />
            </Route>
            <Route path={dataRoutes.snapshots}>
              <LazyScreen chunk={snapshots} />
            </Route>
            <Route path={dataRoutes.environment}>{({ name }) => <DataRoute name={name} />}</Route>
            {Object.values(isolationRoutes).map((path) => (
              <Route key={path} path={path}>
                <LazyScreen chunk={isolation} />
              </Route>
            ))}
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
