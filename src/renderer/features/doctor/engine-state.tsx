import { useDoctor } from '../../state/doctor.ts';
import { useUi } from '../../state/ui.ts';
import { Status } from '../../ui/status.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { engineWord } from './doctor-words.ts';
import styles from './engine-state.module.css';

/** How Docker stands, in the top bar; opens the doctor. */
export function EngineState() {
  const { tone, word } = engineWord(useDoctor((state) => state.checks));
  return (
    <Tooltip text="Check this machine">
      <button type="button" className={styles.button} onClick={() => useUi.setState({ doctorOpen: true })}>
        <Status tone={tone} word={word} />
      </button>
    </Tooltip>
  );
}
