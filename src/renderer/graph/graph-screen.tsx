import { EnvironmentsScreen } from '../features/environments/environments-screen.tsx';

/** The environments of the open project. */
export function GraphScreen() {
  return <EnvironmentsScreen />;
}
