import type { ProgramAnswer, ProgramRequest } from './row-program-messages.ts';

/** A way to a program, wherever it runs. */
export interface ProgramLink {
  readonly post: (request: ProgramRequest) => void;
  /** Told each answer in its order. One listener. */
  readonly onAnswer: (listener: (answer: ProgramAnswer) => void) => void;
  /** Told once, when the program has ended by itself. One listener. */
  readonly onLost: (listener: (error: Error) => void) => void;
  readonly close: () => Promise<void>;
}

/** Starts one more program. */
export type StartProgram = (signal: AbortSignal) => Promise<ProgramLink>;
