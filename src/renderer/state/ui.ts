import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What of the frame is remembered over restarts. */
interface Remembered {
  readonly inspectorOpen: boolean;
  /** Pixels. */
  readonly inspectorWidth: number;
  readonly drawerHeight: number;
  readonly graphView: 'drawing' | 'table';
  /** Ids of commands, the last one used first. */
  readonly recentCommands: readonly string[];
  /** The theme last seen from the preferences, so that the first frame already has it. */
  readonly theme: 'system' | 'light' | 'dark';
}

interface Present {
  /** The environment that is selected on the graph and in tables. */
  readonly selectedNode: string | undefined;
  readonly drawerOpen: boolean;
  /** The operation that the drawer shows; the newest unfinished one when absent. */
  readonly selectedOperation: string | undefined;
  readonly paletteOpen: boolean;
  readonly doctorOpen: boolean;
  readonly folderDialogOpen: boolean;
}

export type UiState = Remembered & Present;

/** The frame of the window: what is open, selected and how wide. */
export const useUi = create<UiState>()(
  persist<UiState, [], [], Remembered>(
    () => ({
      inspectorOpen: true,
      inspectorWidth: 360,
      drawerHeight: 320,
      graphView: 'drawing',
      recentCommands: [],
      theme: 'system',
      selectedNode: undefined,
      drawerOpen: false,
      selectedOperation: undefined,
      paletteOpen: false,
      doctorOpen: false,
      folderDialogOpen: false,
    }),
    {
      name: 'backlot.frame',
      version: 1,
      partialize: ({
        inspectorOpen,
        inspectorWidth,
        drawerHeight,
        graphView,
        recentCommands,
        theme,
      }): Remembered => ({
        inspectorOpen,
        inspectorWidth,
        drawerHeight,
        graphView,
        recentCommands,
        theme,
      }),
    },
  ),
);

/** Selects an environment and shows it in the inspector; `undefined` clears the selection. */
export function selectNode(name: string | undefined): void {
  useUi.setState(name === undefined ? { selectedNode: name } : { selectedNode: name, inspectorOpen: true });
}

/** Opens or closes the drawer; opened anew, it shows what is most worth seeing then. */
export function toggleDrawer(): void {
  useUi.setState(({ drawerOpen }) => ({ drawerOpen: !drawerOpen, selectedOperation: undefined }));
}

/** Opens the drawer on an operation. */
export function showOperation(id: string): void {
  useUi.setState({ drawerOpen: true, selectedOperation: id });
}

/** Notes a command as used last. */
export function noteCommand(id: string): void {
  useUi.setState(({ recentCommands }) => ({
    recentCommands: [id, ...recentCommands.filter((other) => other !== id)].slice(0, 8),
  }));
}
