import { Eraser, FilePlus, ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { useData } from '../../state/data.ts';
import { type KnownMasking, type MaskingPlace, readMasking, useMasking } from '../../state/masking.ts';
import { useProject } from '../../state/project.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DataNav } from '../data/data-nav.tsx';
import { CoverageBar } from './coverage-bar.tsx';
import { DriftBanner } from './drift-banner.tsx';
import { MaskingColumns } from './masking-columns.tsx';
import styles from './masking-screen.module.css';
import { type MaskingSource, maskingSources, sourceKey } from './masking-sources.ts';
import { ChooseSource, SourceSelect, type SourceSelectProps } from './source-select.tsx';

/** The masking rules of a project: every column of its database, decided or open. */
export function MaskingScreen() {
  const project = useProject();
  const nodes = project?.graph.nodes ?? [];
  const { status } = useData(nodes.find(({ kind }) => kind === 'dev')?.name);
  const [chosen, setChosen] = useState<MaskingSource>();
  if (!project) return null;
  const sources: SourceSelectProps = {
    ...maskingSources(status?.datasets ?? [], nodes),
    chosen,
    onChoose: setChosen,
  };
  return (
    <Masking
      key={`${project.path} ${chosen ? sourceKey(chosen) : ''}`}
      place={{ project: project.path, ...chosen }}
      sources={sources}
    />
  );
}

function About({ known }: { readonly known: KnownMasking }) {
  const { report } = known;
  if (!report) return null;
  const { masked, ruled, open, file, source } = report;
  return (
    <div className={styles.about}>
      <span className={styles.source}>
        <code>{file}</code> against {source}
      </span>
      <span className={styles.coverage}>
        <CoverageBar masked={masked} kept={ruled - masked} open={open} />
      </span>
      <span className={styles.counts} aria-live="polite">
        {masked} masked · {ruled - masked} kept · {open} open
      </span>
    </div>
  );
}

const workWords = {
  check: 'Holding the rules against the database',
  scan: 'Looking at names, types and samples of values',
  write: 'Writing proposals into the file',
} as const;

interface MaskingProps {
  readonly place: MaskingPlace;
  readonly sources: SourceSelectProps;
}

function Masking({ place, sources }: MaskingProps) {
  const client = useClient();
  const known = useMasking(place);
  const { report, error, work } = known;
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once when the screen is opened
  useEffect(() => {
    const controller = new AbortController();
    void readMasking(client, place, 'check', controller.signal);
    return () => controller.abort();
  }, [client]);
  // Nothing was named, and backlot.yaml names nothing either.
  const unsaid = error?.code === 'invalid-input' && sources.chosen === undefined;
  const missing = report !== undefined && !report.exists && report.ruled === 0;
  return (
    <div className={styles.screen}>
      <DataNav
        about={
          <>
            <SourceSelect {...sources} />
            <About known={known} />
          </>
        }
        actions={
          report && (
            <Button
              icon={<ScanSearch aria-hidden />}
              disabled={work !== undefined}
              onClick={() => void readMasking(client, place, 'scan')}
            >
              {work === 'scan' ? 'Scanning' : known.scanned ? 'Scan again' : 'Scan for proposals'}
            </Button>
          )
        }
      />
      <p role="status" className="visually-hidden">
        {work !== undefined && report && workWords[work]}
      </p>
      {unsaid && <ChooseSource {...sources} />}
      {error && !unsaid && (
        <div className={styles.error}>
          <ErrorState
            error={error}
            actions={
              <Button onClick={() => void readMasking(client, place, 'check')}>Check the rules again</Button>
            }
          />
        </div>
      )}
      {!report && !error && (
        <div role="status" aria-label={workWords[work ?? 'check']} className={styles.loading}>
          <Skeleton width="46%" />
          <Skeleton width="62%" />
          <Skeleton width="54%" />
          <Skeleton width="58%" />
        </div>
      )}
      {report && report.tables.length === 0 && !error && (
        <EmptyState icon={<Eraser />} title={`${report.source} has no table`}>
          Masking rules say what becomes of each column when data leaves its database.
        </EmptyState>
      )}
      {report && report.tables.length > 0 && (
        <>
          {missing ? (
            <div className={styles.banner}>
              <p>
                There is no <code>{report.file}</code> yet. A scan proposes a rule for every column from its
                name, its type and samples of its values; no value is kept.
              </p>
              <Button
                variant="primary"
                icon={<FilePlus aria-hidden />}
                disabled={work !== undefined}
                onClick={() => void readMasking(client, place, 'write')}
              >
                Write proposals to the file
              </Button>
            </div>
          ) : (
            <DriftBanner report={report} />
          )}
          <MaskingColumns place={place} report={report} />
        </>
      )}
    </div>
  );
}
