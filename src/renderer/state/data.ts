import type { DataStatus } from '../../shared/model/data.ts';
import { placeTopic, usePlace } from './place-topic.ts';
import type { KnownOf } from './watch-place.ts';

/** The data side of an environment as far as it is known. */
export type KnownData = KnownOf<DataStatus>;

const topic = placeTopic<DataStatus>((client, place, options) => client.data.status({ ...place }, options));

/** The data of an environment of the open project, followed while the component is there. */
export const useData = (environment: string | undefined): KnownData => usePlace(topic, environment);
