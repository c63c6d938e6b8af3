import { Command } from 'commander';
import { addApp } from './commands/app.ts';
import { addCheckpoint } from './commands/checkpoint.ts';
import { addCompletion } from './commands/completion.ts';
import { addConfig } from './commands/config.ts';
import { addDataset } from './commands/dataset.ts';
import { addDoctor } from './commands/doctor.ts';
import { addDown } from './commands/down.ts';
import { addEgress } from './commands/egress.ts';
import { addEnv } from './commands/env.ts';
import { addExec } from './commands/exec.ts';
import { addGraph } from './commands/graph.ts';
import { addInit } from './commands/init.ts';
import { addLogs } from './commands/logs.ts';
import { addMail } from './commands/mail.ts';
import { addMask } from './commands/mask.ts';
import { addOpen } from './commands/open.ts';
import { addOps } from './commands/ops.ts';
import { addParity } from './commands/parity.ts';
import { addPlan } from './commands/plan.ts';
import { addPool } from './commands/pool.ts';
import { addPreferences } from './commands/preferences.ts';
import { addProjects } from './commands/projects.ts';
import { addPs } from './commands/ps.ts';
import { addRehearse } from './commands/rehearse.ts';
import { addRestart } from './commands/restart.ts';
import { addServe } from './commands/serve.ts';
import { addSnapshot } from './commands/snapshot.ts';
import { addStop } from './commands/stop.ts';
import { addUndo } from './commands/undo.ts';
import { addUp } from './commands/up.ts';
import type { Session } from './session.ts';

/** The command line as commander knows it. Nothing runs, prints or exits before `parseAsync`. */
export function createProgram(session: Session): Command {
  const { version, stdout } = session.world;
  const program = new Command('backlot');
  program
    .description('A production-like copy of a whole environment on the dev box.')
    .version(version, '-V, --version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .option('-C, --project <dir>', 'work in this folder instead of the current one')
    .option('--json', 'answer with JSON: one document, or a line for each event of an operation')
    .option('--no-color', 'no colours (also: NO_COLOR)')
    .option('-q, --quiet', 'answers and errors alone')
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      // As each command's own help says it; that there are options goes without saying.
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`.replace(' [options]', ''),
    })
    .configureOutput({
      writeOut: (text) => session.out.line(text.trimEnd()),
      // Usage errors are shown like all others, by whoever catches them.
      writeErr() {},
      outputError() {},
      getOutHelpWidth: () => stdout.columns ?? 80,
    })
    .hook('preAction', (root) => {
      const { project } = root.opts<{ readonly project?: string }>();
      if (project !== undefined) session.enter(project);
    });

  program.commandsGroup('Project:');
  addInit(program, session);
  addGraph(program, session);
  addEnv(program, session);
  addConfig(program, session);
  program.commandsGroup('Stack:');
  addPlan(program, session);
  addUp(program, session);
  addPs(program, session);
  addLogs(program, session);
  addExec(program, session);
  addOpen(program, session);
  addRestart(program, session);
  addStop(program, session);
  addDown(program, session);
  program.commandsGroup('Data:');
  addDataset(program, session);
  addUndo(program, session);
  addCheckpoint(program, session);
  addPool(program, session);
  addSnapshot(program, session);
  addMask(program, session);
  program.commandsGroup('Isolation:');
  addEgress(program, session);
  addMail(program, session);
  program.commandsGroup('Compare:');
  addParity(program, session);
  program.commandsGroup('Work:');
  addOps(program, session);
  addRehearse(program, session);
  program.commandsGroup('Backlot:');
  addApp(program, session);
  addServe(program, session);
  addDoctor(program, session);
  addProjects(program, session);
  addPreferences(program, session);
  addCompletion(program, session);
  program.helpCommand('help [command]', 'show help for a command');
  program.addHelpText(
    'after',
    '\nExit codes: 0 done, 1 failed, 2 usage or configuration, 3 a prerequisite is missing, 130 cancelled.',
  );
  return program;
}

/** The help of the command that a usage error was about, for its hint: "backlot ops show --help". */
export function helpFor(program: Command, argv: readonly string[]): string {
  let at = program;
  const names = [program.name()];
  for (const word of argv) {
    const next = at.commands.find((command) => command.name() === word);
    if (!next) continue;
    at = next;
    names.push(word);
  }
  return `${names.join(' ')} --help`;
}
