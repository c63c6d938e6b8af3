import { type Form, kept, listOf, mapOf, object, oneOf, refine, tellValue } from './form.ts';
import { labels } from './map-forms.ts';
import type { Device, DeviceRequest, Ulimit } from './model.ts';
import { text, textOrNumber, wholeNumber, word } from './scalar-forms.ts';

const shortDevice: Form<Device> = refine(text, (written, node, at, to) => {
  const [source = '', target = source, permissions = 'rwm', ...more] = written.split(':');
  if (source !== '' && more.length === 0)
    return { source, target: target === '' ? source : target, permissions };
  tellValue(node, at, to, 'is not a device.', 'Write source:target:rwm.');
  return undefined;
});

const longDevice: Form<Device> = refine(
  object({ source: text, target: text, permissions: text }, { required: ['source'] }),
  ({ source = '', target = source, permissions }) => ({
    source,
    target,
    ...(permissions === undefined ? {} : { permissions }),
  }),
);

/** Devices of the host, one for each target. */
export const devices: Form<readonly Device[]> = listOf(
  oneOf(shortDevice, longDevice),
  ({ target, source }) => target ?? source,
);

const count: Form<number> = kept(
  refine(textOrNumber, (written, node, at, to) => {
    // -1 is what "all" becomes.
    if (written.toLowerCase() === 'all' || written === '-1') return -1;
    if (/^\d+$/.test(written)) return Number(written);
    tellValue(node, at, to, 'is not "all" or a number.');
    return undefined;
  }),
);

const requestShape = {
  capabilities: listOf(text, (item: string) => item),
  driver: text,
  count,
  device_ids: listOf(text, (item: string) => item),
  options: labels,
};

const request = (required: readonly string[]): Form<DeviceRequest> =>
  refine(object(requestShape, { required }), ({ capabilities, driver, ...rest }, node, at, to) => {
    if (rest.count !== undefined && rest.device_ids !== undefined) {
      tellValue(node, at, to, '"count" and "device_ids" exclude each other.', 'Keep one of the two.');
      return undefined;
    }
    return {
      ...(capabilities === undefined ? {} : { capabilities }),
      ...(driver === undefined ? {} : { driver }),
      // Neither says which: all of them.
      ...(rest.count === undefined && rest.device_ids === undefined ? { count: -1 } : {}),
      ...rest,
    };
  });

/** Reserved devices, as `deploy` writes them. */
export const reservedDevices: Form<readonly DeviceRequest[]> = listOf(request(['capabilities']));

/** GPUs of a service: "all" or a list. */
export const gpus: Form<readonly DeviceRequest[]> = oneOf<readonly DeviceRequest[]>(
  refine(word('all'), () => [{ count: -1 }]),
  listOf(request([])),
);

const limit = wholeNumber(-1);

/** Limits by name: one number for both, or soft and hard. */
export const ulimits: Form<Readonly<Record<string, Ulimit | number>>> = mapOf(
  oneOf<Ulimit | number>(
    kept(limit),
    refine(
      object({ soft: kept(limit), hard: kept(limit) }, { required: ['soft', 'hard'] }),
      ({ soft = 0, hard = 0 }) => ({
        soft,
        hard,
      }),
    ),
  ),
);
