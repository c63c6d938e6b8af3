import { useState } from 'react';
import type { Check } from '../../../shared/model/check.ts';
import { callCore } from '../../state/call-core.ts';
import { useClient } from '../../state/core-context.ts';
import { Button } from '../../ui/button.tsx';
import { StatusIcon } from '../../ui/status.tsx';
import styles from './check-line.module.css';
import { checkWord } from './doctor-words.ts';
import { HowTo } from './how-to.tsx';

/** One check: what was found, what is wrong, and what mends it. */
export function CheckLine({ check }: { readonly check: Check }) {
  const client = useClient();
  const [fixing, setFixing] = useState(false);
  const [open, setOpen] = useState(false);
  const { tone, word } = checkWord(check);
  const { fix, id, problem, found, title, status } = check;

  const mend = async (): Promise<void> => {
    setFixing(true);
    await callCore(() => client.doctor.fix({ id }));
    setFixing(false);
  };

  return (
    <li className={styles.check}>
      <div className={styles.icon}>
        <StatusIcon tone={fixing ? 'working' : tone} label={word} />
      </div>
      <div className={styles.words}>
        <p className={styles.title}>
          <span>{title}</span>
          {found !== '' && <span className={styles.found}>{found}</span>}
          {status === 'running' && <span className={styles.found}>Checking</span>}
        </p>
        {problem !== undefined && <p className={styles.problem}>{problem}</p>}
        {fix && open && <HowTo fix={fix} />}
      </div>
      {fix?.automatic && (
        <Button
          variant={status === 'fail' ? 'primary' : 'secondary'}
          disabled={fixing}
          onClick={() => void mend()}
        >
          {fixing ? 'Fixing' : 'Fix'}
        </Button>
      )}
      {fix && !fix.automatic && (
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          How to
        </Button>
      )}
    </li>
  );
}
