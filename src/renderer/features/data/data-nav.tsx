import type { ReactNode } from 'react';
import { useRoute } from 'wouter';
import { ScreenNav } from '../../ui/screen-nav.tsx';
import { dataRoutes } from './data-path.ts';

const links = [
  { path: dataRoutes.datasets, title: 'Datasets' },
  { path: dataRoutes.masking, title: 'Masking' },
  { path: dataRoutes.snapshots, title: 'Snapshots' },
] as const;

export interface DataNavProps {
  /** What the screen is about: an environment to choose, a file. */
  readonly about?: ReactNode;
  /** At the right end. */
  readonly actions?: ReactNode;
}

/** The head of the data screens, with the way between them. */
export function DataNav({ about, actions }: DataNavProps) {
  const [environment] = useRoute(dataRoutes.environment);
  const [masking] = useRoute(dataRoutes.masking);
  const [snapshots] = useRoute(dataRoutes.snapshots);
  const here = masking ? 'Masking' : snapshots ? 'Snapshots' : 'Datasets';
  return (
    <ScreenNav
      label="Data"
      heading={here === 'Datasets' ? 'Data' : here}
      links={links}
      here={here}
      deeper={environment}
      about={about}
      actions={actions}
    />
  );
}
