/** Label of every Docker object a test makes; its value names the run, so that a run removes only its own. */
export const TEST_LABEL = 'dev.backlot.test';

/** The value of the label in this run. */
export const testRun: string = process.env.BACKLOT_TEST_RUN ?? `by-hand-${process.pid}`;
