/**
 * Counts blocks through FIEMAP, which says of each extent where it lies and whether it is shared. Prints
 * "<bytes> <bytes that nothing else shares>" per folder, then the bytes of all of them with shared blocks
 * counted once. A file system without FIEMAP shares nothing that we know of.
 */
const perl = String.raw`
use strict; use warnings;
my (%seen, @shared, $alone, $bytes, $own);
$alone = 0;
sub extents {
  my ($path, $blocks) = @_;
  my $at = 0;
  open(my $file, '<', $path) or return;
  for (;;) {
    my $map = pack('QQLLLLa' . 56 * 256, $at, ~0, 0, 0, 256, 0, '');
    if (!defined ioctl($file, 0xC020660B, $map)) { $bytes += $blocks * 512; $own += $blocks * 512; $alone += $blocks * 512; return; }
    my $count = (unpack('QQLLLL', $map))[3];
    return if $count == 0;
    for my $i (0 .. $count - 1) {
      my ($logical, $physical, $length, undef, undef, $flags) = unpack('QQQQQL', substr($map, 32 + 56 * $i, 56));
      $at = $logical + $length;
      $bytes += $length;
      if ($flags & 0x2000) { push @shared, [$physical, $length]; } else { $own += $length; $alone += $length; }
      return if $flags & 1;
    }
  }
}
sub walk {
  my ($path) = @_;
  my @stat = lstat($path) or return;
  if (-d _) {
    opendir(my $folder, $path) or return;
    my @names = grep { $_ ne '.' && $_ ne '..' } readdir($folder);
    closedir($folder);
    walk("$path/$_") for @names;
  } elsif (-f _ && $stat[12] > 0) {
    return if $stat[3] > 1 && $seen{$stat[1]}++;
    extents($path, $stat[12]);
  }
}
for my $path (@ARGV) {
  ($bytes, $own) = (0, 0);
  walk($path);
  print "$bytes $own\n";
}
my $end = 0;
for my $extent (sort { $a->[0] <=> $b->[0] } @shared) {
  my ($from, $to) = ($extent->[0], $extent->[0] + $extent->[1]);
  $from = $end if $from < $end;
  if ($to > $from) { $alone += $to - $from; $end = $to; }
}
print "$alone\n";
`;

/** The counting as a shell script; its arguments are folders of the pool. */
export const usageScript = `exec perl -e '${perl.replaceAll("'", `'\\''`)}' "$@"`;

export interface Usage {
  readonly folders: readonly { readonly bytes: number; readonly ownBytes: number }[];
  readonly together: number;
}

/** What the script has printed. */
export function parseUsage(output: string): Usage {
  const lines = output.trim().split('\n');
  return {
    folders: lines.slice(0, -1).map((line) => {
      const [bytes = 0, ownBytes = 0] = line.split(' ').map(Number);
      return { bytes, ownBytes };
    }),
    together: Number(lines.at(-1) ?? 0),
  };
}
