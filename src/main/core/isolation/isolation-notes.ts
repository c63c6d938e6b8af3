import { guardService } from '../../../shared/model/isolation.ts';
import type { PlanNote } from '../../../shared/model/operation.ts';
import type { DesiredStack } from '../engine/desired.ts';
import { openDoors } from './open-doors.ts';

/** The networks of a stack as its compose files have them: enough to say who is not isolated. */
const networksOf = ({ networks }: Pick<DesiredStack, 'networks'>) =>
  Object.fromEntries(
    networks.map(({ key, name, external, body }) => [
      key,
      { name, external, driver: String(body.Driver), ipam: {} },
    ]),
  );

/** What a plan says of isolation: which services are without it. Pure. */
export const isolationNotes = (stack: Pick<DesiredStack, 'services' | 'networks'>): readonly PlanNote[] =>
  stack.services.flatMap(({ name, service }): PlanNote[] => {
    const doors = name === guardService ? [] : openDoors(service, { networks: networksOf(stack) });
    if (doors.length === 0) return [];
    const text = `it is not isolated, as backlot.yaml allows: ${doors.join(', ')}`;
    return [{ level: 'warning', resource: name, text }];
  });
