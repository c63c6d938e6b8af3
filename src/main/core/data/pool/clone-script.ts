/** The place of a folder's spare: by its path, and good for as long as the folder is the same. */
const spareOf = `
spare=spares/$(printf %s "$from" | sha1sum | cut -c 1-40)
mark=$(stat -c '%i %Z' "$from")
`;

/**
 * Clones a folder, whole or not at all. Arguments: from, to, and "copy" where blocks can't be shared. A lock
 * keeps off what an earlier attempt, whose process died, is still writing.
 */
export const cloneScript = `
from=$1 to=$2 tier=$3
if [ ! -d "$from" ]; then echo "$from is not there" >&2; exit 1; fi
name=$(printf %s "$to" | sha1sum | cut -c 1-40)
mkdir -p "$(dirname "$to")" work
exec 9> "/run/lock-$name"
flock 9
if [ -e "$to" ]; then echo "$to is there already" >&2; exit 1; fi
part=work/part-$name
rm -rf "$part"
trap 'rm -rf "$part" "$run"' EXIT
if [ "$tier" = copy ]; then
  ${spareOf}
  if [ -d "$spare/data" ] && [ "$(cat "$spare/of")" = "$mark" ]; then
    mv -T "$spare/data" "$part"
    rm -rf "$spare"
  else
    cp -a "$from" "$part"
    sync -f "$part"
  fi
else
  cp -a --reflink=always "$from" "$part"
fi
mv -T "$part" "$to"
`;

/** Makes a folder's spare when there is no good one. Argument: the folder. */
export const spareScript = `
from=$1
[ -d "$from" ] || exit 0
${spareOf}
mkdir -p spares work
name=spare-\${spare#spares/}
exec 9> "/run/lock-$name"
flock 9
if [ -d "$spare/data" ] && [ "$(cat "$spare/of")" = "$mark" ]; then exit 0; fi
rm -rf "$spare" "work/$name"
trap 'rm -rf "work/$name" "$run"' EXIT
mkdir "work/$name"
cp -a "$from" "work/$name/data"
echo "$mark" > "work/$name/of"
sync -f "work/$name"
mv -T "work/$name" "$spare"
`;

/** Removes a folder and its spare: out of sight at once, then from the disk. Argument: the folder. */
export const removeScript = `
from=$1
if [ -d "$from" ]; then
  ${spareOf}
  rm -rf "$spare"
fi
if [ -e "$from" ]; then
  mkdir -p work
  gone=$(mktemp -d work/gone-XXXXXX)
  mv -T "$from" "$gone/it"
  rm -rf "$gone"
fi
`;
