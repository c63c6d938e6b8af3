import { type Form, listOf, object, oneOf, refine, tellValue } from './form.ts';
import type { Port } from './model.ts';
import { parsePort, parsePortRange } from './parse-port.ts';
import { text, textOrNumber, wholeNumber } from './scalar-forms.ts';

const short: Form<readonly Port[]> = refine(textOrNumber, (written, node, at, to) => {
  const parsed = parsePort(written);
  if (parsed.kind === 'ports') return parsed.ports;
  tellValue(node, at, to, `is not a port. ${parsed.why}`, 'Write "host:container", in quotes.');
  return undefined;
});

const long: Form<readonly Port[]> = refine(
  object(
    {
      name: text,
      mode: text,
      host_ip: text,
      target: wholeNumber(0, 65535),
      published: textOrNumber,
      protocol: text,
      app_protocol: text,
    },
    { required: ['target'] },
  ),
  (
    { name, mode = 'ingress', host_ip, target = 0, published, protocol = 'tcp', app_protocol },
    node,
    at,
    to,
  ) => {
    if (published !== undefined && parsePortRange(published) === undefined) {
      tellValue(node, at, to, `"${published}" is not a port: it is 0 to 65535, or a range.`);
      return undefined;
    }
    const port: Port = {
      ...(name === undefined ? {} : { name }),
      mode,
      ...(host_ip === undefined ? {} : { host_ip }),
      target,
      ...(published === undefined ? {} : { published }),
      protocol,
      ...(app_protocol === undefined ? {} : { app_protocol }),
    };
    return [port];
  },
);

const keyOf = ({ host_ip = '', published = '', target, protocol }: Port): string =>
  `${host_ip}:${published}:${target}/${protocol}`;

/** Ports of a service, each once; the later of two that are the same counts. */
export const ports: Form<readonly Port[]> = refine(
  listOf(oneOf(short, long)),
  (lists) => [...new Map(lists.flat().map((port) => [keyOf(port), port])).values()],
  (value) => value.length === 0,
);
