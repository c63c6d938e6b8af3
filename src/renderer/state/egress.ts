import type { Egress } from '../../shared/model/isolation.ts';
import { placeTopic, usePlace } from './place-topic.ts';
import type { KnownOf } from './watch-place.ts';

const topic = placeTopic<Egress>((client, place, options) => client.isolation.egress({ ...place }, options));

/** What an environment of the open project tried to reach, followed while the component is there. */
export const useEgress = (environment: string | undefined): KnownOf<Egress> => usePlace(topic, environment);
