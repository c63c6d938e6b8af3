import type { ServiceState, StackAddress, StackService } from '../../../shared/model/stack.ts';
import type { Icons, Paint, Tone } from './styled-text.ts';
import { tableText } from './table-text.ts';

const looks: Readonly<Record<ServiceState, { readonly icon: keyof Icons; readonly tone: Tone }>> = {
  ready: { icon: 'done', tone: 'good' },
  starting: { icon: 'running', tone: 'busy' },
  unhealthy: { icon: 'warn', tone: 'warn' },
  failed: { icon: 'failed', tone: 'bad' },
  stopped: { icon: 'waiting', tone: 'dim' },
  absent: { icon: 'dash', tone: 'dim' },
};

/** "localhost:8080->80"; UDP is said, TCP goes without saying. */
export function addressText({ host, port, target, protocol }: StackAddress): string {
  const where = host.includes(':') ? `[${host}]` : host;
  return `${where}:${port}->${target}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

/** More than one container is said with how many of them run. */
const scaleOf = ({ containers }: StackService): string => {
  const running = containers.filter(({ state }) => state === 'running').length;
  return containers.length > 1 ? `, ${running} of ${containers.length} running` : '';
};

/** The services of an environment as a table: state and its cause in words, image, published ports. */
export function psText(services: readonly StackService[], icons: Icons, paint: Paint): string {
  const rows = services.map((one) => [
    one.name,
    `${icons[looks[one.state].icon]} ${one.state}`,
    `${one.cause}${scaleOf(one)}${one.orphan ? ', not in the compose files' : ''}`,
    one.image ?? one.imageId?.replace('sha256:', '').slice(0, 12) ?? '-',
    one.addresses.map(addressText).join(', '),
  ]);
  return tableText(['SERVICE', 'STATE', 'CAUSE', 'IMAGE', 'PORTS'], rows, (cell, row, column) => {
    const service = services[row];
    return column === 1 && service ? paint(cell, looks[service.state].tone) : cell;
  });
}
