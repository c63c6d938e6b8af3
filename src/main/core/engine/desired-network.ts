import type { Network, Volume } from '../compose/model.ts';
import { compareApi } from '../docker/negotiate-api.ts';
import type { DesiredObject } from './desired.ts';
import { fingerprint } from './fingerprint.ts';
import type { StackIdentity } from './identity.ts';
import { backlotLabels, composeLabels, identityLabels } from './labels.ts';

/** A network as the engine takes it, under the name that it gets in this environment. */
export function desiredNetwork(
  key: string,
  name: string,
  network: Network,
  { identity, api }: { readonly identity: StackIdentity; readonly api: string },
): DesiredObject {
  const { driver, driver_opts, internal, attachable, enable_ipv6, enable_ipv4, ipam, labels } = network;
  const settings = {
    Driver: driver ?? 'bridge',
    Options: driver_opts ?? {},
    Internal: internal ?? false,
    Attachable: attachable ?? false,
    EnableIPv6: enable_ipv6 ?? false,
    ...(enable_ipv4 === undefined || compareApi(api, '1.48') < 0 ? {} : { EnableIPv4: enable_ipv4 }),
    IPAM: {
      Driver: ipam.driver ?? 'default',
      Options: ipam.options ?? {},
      Config: (ipam.config ?? []).map(({ subnet, gateway, ip_range, aux_addresses }) => ({
        ...(subnet === undefined ? {} : { Subnet: subnet }),
        ...(gateway === undefined ? {} : { Gateway: gateway }),
        ...(ip_range === undefined ? {} : { IPRange: ip_range }),
        ...(aux_addresses === undefined ? {} : { AuxiliaryAddresses: aux_addresses }),
      })),
    },
  };
  const hash = fingerprint({ settings, labels: labels ?? {} });
  return {
    key,
    name,
    external: network.external ?? false,
    hash,
    body: {
      Name: name,
      // Without it engines before API 1.44 make a second network of the same name.
      CheckDuplicate: true,
      ...settings,
      Labels: {
        ...labels,
        ...identityLabels(identity),
        [composeLabels.network]: key,
        [backlotLabels.config]: hash,
      },
    },
  };
}

/** A volume as the engine takes it, under the name that it gets in this environment. */
export function desiredVolume(
  key: string,
  name: string,
  volume: Volume,
  identity: StackIdentity,
): DesiredObject {
  const { driver = 'local', driver_opts = {}, labels } = volume;
  // Labels are not part of it: data is not thrown away for a label.
  const hash = fingerprint({ driver, driver_opts });
  return {
    key,
    name,
    external: volume.external ?? false,
    hash,
    body: {
      Name: name,
      Driver: driver,
      DriverOpts: driver_opts,
      Labels: {
        ...labels,
        ...identityLabels(identity),
        [composeLabels.volume]: key,
        [backlotLabels.config]: hash,
      },
    },
  };
}
