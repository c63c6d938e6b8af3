import { expect, test } from 'vitest';
import { findAptProxy, findSettingFiles, selectAptSettings } from './select-apt-settings.ts';

const dump = `APT "";
APT::Architecture "amd64";
APT::Get::AllowUnauthenticated "1";
Acquire "";
Acquire::cdrom::mount "/media/cdrom/";
Acquire::Check-Valid-Until "false";
Acquire::http "";
Acquire::http::Proxy "http://proxy.example:3128";
Acquire::http::Proxy::m "DIRECT";
Acquire::https::CaInfo "/etc/ssl/our-ca.pem";
Acquire::https::m::SslCert "/etc/ssl/client.pem";
Acquire::IndexTargets::deb::Packages::Optional "0";
DPkg::Post-Invoke:: "rm -f /var/cache/apt/archives/*.deb || true";
`;

test('only how the mirror is reached and trusted is kept', () => {
  expect(selectAptSettings(dump)).toEqual([
    'APT::Get::AllowUnauthenticated "1";',
    'Acquire::Check-Valid-Until "false";',
    'Acquire::http::Proxy "http://proxy.example:3128";',
    'Acquire::http::Proxy::m "DIRECT";',
    'Acquire::https::CaInfo "/etc/ssl/our-ca.pem";',
    'Acquire::https::m::SslCert "/etc/ssl/client.pem";',
  ]);
});

test('the files those settings name are found', () => {
  expect(findSettingFiles(selectAptSettings(dump))).toEqual(['/etc/ssl/our-ca.pem', '/etc/ssl/client.pem']);
});

test.each([
  [dump, 'http://proxy.example:3128'],
  ['Acquire::http::Proxy "DIRECT";', undefined],
  ['Acquire::http::Proxy "";', undefined],
  ['', undefined],
])('the proxy for every host', (text, proxy) => {
  expect(findAptProxy(text)).toBe(proxy);
});
