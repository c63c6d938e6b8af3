import { reservedDevices } from './device-forms.ts';
import { type Form, kept, listOf, object, orNothing, refine } from './form.ts';
import { labels } from './map-forms.ts';
import type { Deploy } from './model.ts';
import { byteSize, decimalNumber, duration, text, wholeNumber, word } from './scalar-forms.ts';

const update = object({
  parallelism: kept(wholeNumber(0)),
  delay: { ...duration, omits: (value: string) => value === '0s' },
  failure_action: text,
  monitor: { ...duration, omits: (value: string) => value === '0s' },
  max_failure_ratio: decimalNumber,
  order: word('start-first', 'stop-first'),
});

const genericResource = object({
  discrete_resource_spec: object({ kind: text, value: kept(wholeNumber()) }),
});

const limits = object({ cpus: decimalNumber, memory: byteSize, pids: wholeNumber() });

const reservations = object({
  cpus: decimalNumber,
  memory: byteSize,
  pids: wholeNumber(),
  devices: reservedDevices,
  generic_resources: listOf(genericResource),
});

const written = object({
  mode: text,
  replicas: kept(wholeNumber(0)),
  labels,
  update_config: update,
  rollback_config: update,
  resources: object({ limits, reservations }),
  restart_policy: object({
    condition: text,
    delay: duration,
    max_attempts: kept(wholeNumber(0)),
    window: duration,
  }),
  placement: object({
    constraints: listOf(text),
    preferences: listOf(object({ spread: text })),
    max_replicas_per_node: wholeNumber(0),
  }),
  endpoint_mode: text,
});

/** How a service is to be run: replicas, limits, restarts. */
export const deploy: Form<Deploy> = orNothing(
  refine(written, ({ resources = {}, placement = {}, ...rest }) => ({ ...rest, resources, placement })),
);
