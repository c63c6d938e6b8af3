import { type Command, Option } from 'commander';
import { someOf } from '../find-place.ts';
import type { Place } from '../read-place.ts';
import { gather } from './parse-number.ts';

/** The environment by its option: then all words are services, also one that is called like an environment. */
export interface EnvironmentFlag {
  readonly environment?: string;
}

export interface UpFlags extends EnvironmentFlag {
  readonly recreate?: 'changed' | 'always' | 'never';
  readonly build?: boolean;
  readonly pull?: boolean;
  readonly deps?: boolean;
  readonly removeOrphans?: boolean;
  readonly replaceVolume?: readonly string[];
}

export const withEnvironment = (command: Command): Command =>
  command.option('--environment <name>', 'the environment, when a service has the name of one');

/** `[environment] [service...]` as commander can know it: what the words are is seen in the project. */
export const withServices = (command: Command): Command =>
  withEnvironment(
    command.argument('[words...]', 'the environment (default: the one of kind dev), services'),
  ).usage('[options] [environment] [service...]');

/** The options of `up` that change what is done: `plan` has them too. */
export const withUpOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--recreate <which>', 'containers to make anew').choices(['changed', 'always', 'never']),
    )
    .option('--build', 'build images anew; containers whose image changed are made anew')
    .option('--pull', 'ask registries for newer images, whatever pull_policy says')
    .option('--no-deps', 'without the services that the named ones need')
    .option('--remove-orphans', 'remove containers of services that the compose files no longer have')
    .option(
      '--replace-volume <key>',
      'a volume whose data may go because its settings changed; repeatable',
      gather,
    );

/** What is asked of the core. */
export const upRequest = (
  place: Place,
  { recreate, build, pull, deps, removeOrphans, replaceVolume }: UpFlags,
) => ({
  ...someOf(place),
  ...(recreate === undefined ? {} : { recreate }),
  ...(build ? { build } : {}),
  ...(pull ? { pull: 'always' as const } : {}),
  ...(deps === false ? { dependencies: false } : {}),
  ...(removeOrphans === undefined ? {} : { removeOrphans }),
  ...(replaceVolume === undefined ? {} : { replaceVolumes: [...replaceVolume] }),
});
