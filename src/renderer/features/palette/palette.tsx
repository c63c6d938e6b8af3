import { Dialog } from '@base-ui/react/dialog';
import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { noteCommand, useUi } from '../../state/ui.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { type Command, recentOf, sections } from './command.ts';
import styles from './palette.module.css';
import { rankCommands } from './rank-commands.ts';
import { useCommands } from './use-commands.ts';
import { useShortcuts } from './use-shortcuts.ts';

const close = (): void => {
  useUi.setState({ paletteOpen: false });
};

const start = (command: Command): void => {
  close();
  noteCommand(command.id);
  command.run();
};

/** Finds and runs any command; also listens to the shortcuts of all of them. */
export function Palette() {
  const open = useUi((state) => state.paletteOpen);
  const commands = useCommands();
  useShortcuts(commands);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => useUi.setState({ paletteOpen: next })}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label="Search or run">
          <PaletteList commands={commands} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteList({ commands }: { readonly commands: readonly Command[] }) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState('');
  const [recents] = useState(() => recentOf(commands, useUi.getState().recentCommands));
  const searching = search.trim() !== '';
  const found = searching ? rankCommands(commands, search) : [];
  const type = (text: string): void => {
    setSearch(text);
    // With the letters the choice goes to what fits them best, in the same frame: Enter never runs another.
    const best = rankCommands(commands, text).find(({ disabled }) => disabled === undefined);
    setChosen(text.trim() === '' ? '' : (best?.id ?? ''));
  };
  return (
    <Cmdk
      label="Search or run"
      loop
      shouldFilter={false}
      value={chosen}
      onValueChange={setChosen}
      className={styles.command}
    >
      <div className={styles.field}>
        <Search aria-hidden size={16} />
        <Cmdk.Input
          autoFocus
          value={search}
          onValueChange={type}
          placeholder="Search or run…"
          className={styles.input}
        />
        <Kbd keys="Escape" />
      </div>
      <Cmdk.List className={styles.list}>
        {searching && found.length === 0 && <p className={styles.empty}>Nothing is called "{search}".</p>}
        {found.map((command) => (
          <Line key={command.id} command={command} value={command.id} />
        ))}
        {!searching && recents.length > 0 && (
          <Cmdk.Group heading="Recent" className={styles.group}>
            {recents.map((command) => (
              <Line key={command.id} command={command} value={`recent ${command.id}`} />
            ))}
          </Cmdk.Group>
        )}
        {!searching &&
          sections.map((section) => (
            <Cmdk.Group key={section} heading={section} className={styles.group}>
              {commands
                .filter((command) => command.section === section)
                .map((command) => (
                  <Line key={command.id} command={command} value={command.id} />
                ))}
            </Cmdk.Group>
          ))}
      </Cmdk.List>
    </Cmdk>
  );
}

function Line({ command, value }: { readonly command: Command; readonly value: string }) {
  const { title, note, shortcut, icon: Icon, disabled } = command;
  return (
    <Cmdk.Item
      value={value}
      disabled={disabled !== undefined}
      className={styles.item}
      onSelect={() => start(command)}
    >
      <Icon aria-hidden size={16} className={styles.icon} />
      <span className={styles.title}>{title}</span>
      <span className={styles.note}>{disabled ?? note}</span>
      {shortcut !== undefined && <Kbd keys={shortcut} />}
    </Cmdk.Item>
  );
}
