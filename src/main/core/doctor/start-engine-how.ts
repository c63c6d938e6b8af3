import type { DockerContext } from '../docker/contexts.ts';
import type { HowTo, Mend } from './finding.ts';
import type { Machine } from './observe-machine.ts';

export interface StartHow {
  readonly howTo: HowTo;
  /** Only where Backlot can start it without asking for a password. */
  readonly mend?: Mend | undefined;
}

const command = (line: string, ...steps: string[]): StartHow => ({ howTo: { command: line, steps } });

const ourselves = (program: string, ...args: string[]): StartHow => ({
  howTo: { command: [program, ...args].join(' '), steps: [] },
  mend: { kind: 'start-engine', program, args },
});

function systemEngine(machine: Machine): StartHow {
  const { root, systemd, initScript } = machine;
  if (systemd)
    return root ? ourselves('systemctl', 'start', 'docker') : command('sudo systemctl start docker');
  if (initScript)
    return root ? ourselves('service', 'docker', 'start') : command('sudo service docker start');
  return { howTo: { steps: ['Start the Docker daemon (dockerd) the way it was set up on this machine.'] } };
}

const isSystemSocket = (path: string): boolean => ['/var/run/docker.sock', '/run/docker.sock'].includes(path);
const isUserSocket = (path: string): boolean => /^\/run\/user\/\d+\/docker\.sock$/.test(path);

/** How a stopped engine of this machine is started; by its context's name, where that tells the product. */
export function startEngineHow(
  context: Pick<DockerContext, 'name' | 'endpoint'>,
  machine: Machine,
): StartHow {
  const { name, endpoint } = context;
  const socket = endpoint.kind === 'unix' ? endpoint.path : '';
  if (name === 'colima') return command('colima start');
  if (name === 'rancher-desktop') return command('rdctl start');
  switch (machine.platform) {
    case 'darwin':
      return name === 'orbstack' ? ourselves('open', '-a', 'OrbStack') : ourselves('open', '-a', 'Docker');
    case 'win32':
      return command('Start-Process "$Env:ProgramFiles\\Docker\\Docker\\Docker Desktop.exe"');
    default:
      if (name === 'desktop-linux' && machine.systemd)
        return ourselves('systemctl', '--user', 'start', 'docker-desktop');
      if ((name === 'rootless' || isUserSocket(socket)) && machine.systemd)
        return ourselves('systemctl', '--user', 'start', 'docker');
      if (isSystemSocket(socket)) return systemEngine(machine);
      return { howTo: { steps: [`Start the engine that listens at ${socket}.`] } };
  }
}
