import { type ReactNode, useRef, useState } from 'react';
import { useClient } from '../../state/core-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatBytes } from '../../ui/format-bytes.ts';
import { Input } from '../../ui/input.tsx';
import { removeCheckpoint, removeDataset, saveCheckpoint, saveDataset } from './data-actions.ts';
import { closeDataDialog, type DataQuestion, useDataDialog } from './data-dialog.ts';
import styles from './data-dialogs.module.css';
import { keptOnRemove } from './dataset-words.ts';
import { checkpointName } from './time-line-entries.ts';

interface NameDialogProps {
  readonly title: string;
  readonly description: string;
  readonly label: string;
  readonly placeholder: string;
  /** What keeps a name from being taken; empty when it can be. */
  readonly problem: (name: string) => string;
  readonly verb: string;
  readonly save: (name: string) => void;
}

function NameDialog({ title, description, label, placeholder, problem, verb, save }: NameDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const wrong = problem(name);
  const [told, setTold] = useState(false);
  const submit = (): void => {
    if (wrong !== '') {
      setTold(true);
      return;
    }
    save(name);
    closeDataDialog();
  };
  return (
    <Dialog
      open
      onClose={closeDataDialog}
      title={title}
      description={description}
      initialFocus={field}
      footer={
        <>
          <Button variant="ghost" onClick={closeDataDialog}>
            Cancel
          </Button>
          <Button variant="primary" onClick={submit}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Input
          ref={field}
          aria-label={label}
          aria-invalid={told && wrong !== ''}
          aria-describedby="name-problem"
          placeholder={placeholder}
          value={name}
          onValueChange={setName}
        />
        <p id="name-problem" className={styles.problem} aria-live="polite">
          {told ? wrong : ''}
        </p>
      </form>
    </Dialog>
  );
}

interface RemoveDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly children: ReactNode;
  readonly remove: () => void;
}

function RemoveDialog({ title, verb, children, remove }: RemoveDialogProps) {
  return (
    <Dialog
      open
      onClose={closeDataDialog}
      title={title}
      footer={
        <>
          <Button variant="ghost" onClick={closeDataDialog}>
            Cancel
          </Button>
          <Button
            variant="danger"
            onClick={() => {
              remove();
              closeDataDialog();
            }}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div className={styles.words}>{children}</div>
    </Dialog>
  );
}

const datasetName = /^[a-z0-9][a-z0-9._-]*$/;

function Question({ question }: { readonly question: DataQuestion }) {
  const client = useClient();
  const { project, environment } = question;
  const place = { project, environment };
  switch (question.kind) {
    case 'save-checkpoint':
      return (
        <NameDialog
          title={`Save a checkpoint of ${environment}`}
          description="The data as it is now. It stays until it is removed, whatever changes after it."
          label="Name of the checkpoint"
          placeholder="before-import"
          problem={() => ''}
          verb="Save checkpoint"
          save={(name) => void saveCheckpoint(client, place, name.trim())}
        />
      );
    case 'save-dataset':
      return (
        <NameDialog
          title={`Save what ${environment} holds as a dataset`}
          description="Its volumes are frozen as they are now; every environment of this host can switch to it."
          label="Name of the dataset"
          placeholder="cart-with-vouchers"
          problem={(name) =>
            datasetName.test(name.trim())
              ? ''
              : 'Letters a to z, digits, dots, dashes and underscores, beginning with a letter or a digit.'
          }
          verb="Save dataset"
          save={(name) => void saveDataset(client, place, name.trim())}
        />
      );
    case 'remove-dataset': {
      const { dataset } = question;
      return (
        <RemoveDialog
          title={`Remove the dataset ${dataset.name}`}
          verb={`Remove ${dataset.name}`}
          remove={() => void removeDataset(client, place, dataset.name)}
        >
          <p>
            Its frozen volumes are removed
            {dataset.ownBytes !== undefined && `: ${formatBytes(dataset.ownBytes)} that nothing else shares`}.
          </p>
          <p>{keptOnRemove(dataset)}</p>
        </RemoveDialog>
      );
    }
    case 'remove-checkpoint': {
      const { checkpoint } = question;
      const name = checkpointName(checkpoint);
      return (
        <RemoveDialog
          title={`Remove the checkpoint ${name}`}
          verb={`Remove ${name}`}
          remove={() => void removeCheckpoint(client, place, checkpoint.id)}
        >
          <p>
            That state of {environment} can't be put back then. It frees {formatBytes(checkpoint.ownBytes)}.
          </p>
          <p>What {environment} holds now, other checkpoints and datasets stay as they are.</p>
        </RemoveDialog>
      );
    }
  }
}

/** The question about data that somebody asked for; nothing while nobody did. */
export function DataDialogs() {
  const question = useDataDialog((state) => state.question);
  return question && <Question question={question} />;
}
