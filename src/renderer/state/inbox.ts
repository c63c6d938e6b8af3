import type { MailBox } from '../../shared/model/isolation.ts';
import { placeTopic, usePlace } from './place-topic.ts';
import type { KnownOf } from './watch-place.ts';

/** The inbox of an environment, as far as it is known. */
export type KnownInbox = KnownOf<MailBox>;

const topic = placeTopic<MailBox>((client, place, options) => client.mail.inbox({ ...place }, options));

/** The inbox of an environment of the open project, followed while the component is there. */
export const useInbox = (environment: string | undefined): KnownInbox => usePlace(topic, environment);
