/** Says "yes" when the file system of /disk clones. */
export const probeScript = `
cd /disk
trap 'rm -f .probe .probe-clone' EXIT
dd if=/dev/zero of=.probe bs=1M count=1 status=none
if cp --reflink=always .probe .probe-clone 2>/dev/null; then echo yes; else echo no; fi
`;

/**
 * Makes the image of the pool's file system when it is not there, attaches it to a loop device when it is not
 * attached, and checks it: "<device> <bytes>". Arguments: the file system's UUID, and its size or 0.
 */
export const attachScript = `
uuid=$1 size=$2
cd /disk
if [ ! -e pool.img ]; then
  if [ "$size" = 0 ]; then
    free=$(df --output=avail -B1 . | tail -n 1)
    # Never more than the disk has: a pool whose disk is full would fail in the middle of a write.
    size=$((free / 4 * 3))
  fi
  size=$((size / 1048576 * 1048576))
  if [ "$size" -lt 314572800 ]; then echo "No space left on device: a pool needs 400 MB" >&2; exit 1; fi
  rm -f pool.img.part
  truncate -s "$size" pool.img.part
  mkfs.xfs -q -m "reflink=1,crc=1,uuid=$uuid" pool.img.part
  sync pool.img.part
  mv pool.img.part pool.img
fi
device=$(losetup --noheadings --output NAME --associated pool.img | head -n 1)
if [ -z "$device" ]; then
  device=$(losetup --find --show --direct-io=on pool.img 2>/dev/null || losetup --find --show pool.img)
fi
found=$(blkid --output value --match-tag UUID --probe "$device")
if [ "$found" != "$uuid" ]; then
  echo "$device holds the file system $found, not the pool's $uuid" >&2
  exit 1
fi
echo "$device $(stat -c %s pool.img)"
`;

/** Lets the pool take more of its disk, up to three quarters of what is free: the new size, or nothing. */
export const growScript = `
file=/disk/pool.img
old=$(stat -c %s "$file")
used=$(($(stat -c '%b * %B' "$file")))
free=$(df --output=avail -B1 /disk | tail -n 1)
new=$(((used + free / 4 * 3) / 1048576 * 1048576))
[ "$1" = 0 ] || new=$1
[ "$new" -gt $((old + 67108864)) ] || exit 0
truncate -s "$new" "$file"
device=$(losetup --noheadings --output NAME --associated "$file" | head -n 1)
losetup --set-capacity "$device"
xfs_growfs /pool > /dev/null
echo "$new"
`;

/** Lets go of the loop device. */
export const detachScript = `
[ -e /disk/pool.img ] || exit 0
for device in $(losetup --noheadings --output NAME --associated /disk/pool.img); do
  losetup --detach "$device"
done
`;
