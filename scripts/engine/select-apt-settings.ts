/** Settings of apt that decide how it reaches and trusts a mirror. */
const KEPT =
  /^(Acquire::(https?|ftp)(::|\s)|Acquire::(Check-Valid-Until|Check-Date|Max-FutureTime|Min-ValidTime|Max-ValidTime|Retries|ForceIPv[46]|AllowInsecureRepositories|AllowWeakRepositories|AllowDowngradeToInsecureRepositories)\s|APT::Get::AllowUnauthenticated\s)/i;

/** The lines of `apt-config dump` that a container needs to reach the same mirror; empty values are left out. */
export function selectAptSettings(dump: string): readonly string[] {
  return dump
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => KEPT.test(line) && !/\s"";$/.test(line));
}

/** The HTTP proxy apt uses for every host, from `apt-config dump`, or undefined. */
export function findAptProxy(dump: string): string | undefined {
  const value = /^Acquire::http::Proxy "([^"]+)";$/im.exec(dump)?.[1];
  return value === undefined || value.toUpperCase() === 'DIRECT' ? undefined : value;
}

/** The files apt settings point at (CA bundles, client certificates), which must be copied along. */
export function findSettingFiles(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const match = /^Acquire::https(?:::\S+)*::(?:CaInfo|SslCert|SslKey|CrlFile)\s+"(\/[^"]+)";$/i.exec(line);
    return match?.[1] === undefined ? [] : [match[1]];
  });
}
