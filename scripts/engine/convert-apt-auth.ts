/** Turns apt's log-in files into a netrc for the downloader of debootstrap, which knows hosts but not schemes or paths. */
export function convertAptAuth(text: string): string {
  return text.replace(
    /^(\s*machine\s+)(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/]+)\S*/gim,
    (_whole, keyword: string, host: string) => `${keyword}${host.replace(/:\d+$/, '')}`,
  );
}
