/**
 * The exchange of an environment's folder for another, in two renames. `$env.intent` says from where to where
 * before the first of them; whoever comes next finishes what got past the first rename, and takes back what
 * did not. File systems that journal keep renames in their order, so this holds over a loss of power too.
 */
const settle = `
env=environments/$project
intent=$env.intent
settle() {
  [ -e "$intent" ] || return 0
  { read -r came; read -r went; } < "$intent"
  if [ -e "$came" ]; then
    if [ -e "$env" ]; then
      rm -f "$env.json.next" "$intent"
      return 0
    fi
    mv -T "$came" "$env"
  fi
  [ ! -e "$env.json.next" ] || mv -T "$env.json.next" "$env.json"
  rm -f "$intent"
}
announce() {
  [ -z "\${3-}" ] || printf '%s' "$3" > "$env.json.next"
  printf '%s\\n%s\\n' "$1" "$2" > "$intent.new"
  mv -T "$intent.new" "$intent"
}
exchange() {
  { read -r came; read -r went; } < "$intent"
  mkdir -p "\${went%/*}"
  mv -T "$env" "$went"
  mv -T "$came" "$env"
  mv -T "$env.json.next" "$env.json"
  rm -f "$intent"
}
`;

/** What is known of an environment: its state, a line of dashes, and the files that name a PostgreSQL server's process. */
export const lookScript = `
project=$1
[ ! -e "environments/$project.json" ] || cat "environments/$project.json"
echo
echo ---
cd "environments/$project" 2>/dev/null || exit 0
for file in */postmaster.pid */*/postmaster.pid */*/*/postmaster.pid; do
  [ ! -e "$file" ] || echo "$file"
done
`;

/** Finishes or takes back what a crash left. Argument: the compose project. */
export const settleScript = `project=$1\n${settle}\nsettle`;

/**
 * Gets an exchange ready while all runs. Arguments: compose project, next folder, folder to keep the old one
 * as, the next state, the folder of the operation, the state before where none is written yet, then the
 * volumes that the next folder must have; those that it lacks begin empty.
 */
export const prepareScript = `
project=$1 to=$2 keep=$3 state=$4 work=$5 first=$6
shift 6
${settle}
settle
mkdir -p "$to" "$work"
for volume in "$@"; do
  [ ! -e "$to/$volume" ] || continue
  mkdir "$to/$volume"
  echo "$volume"
  if [ -e "$env/$volume" ]; then
    chown --reference="$env/$volume" "$to/$volume"
    chmod --reference="$env/$volume" "$to/$volume"
  fi
done
if [ -e "$env.json" ]; then cp "$env.json" "$work/before.json"; else printf '%s' "$first" > "$work/before.json"; fi
announce "$to" "$keep" "$state"
# What it says must be on the disk some time; the containers stop meanwhile.
sync "$env.json.next" "$intent" "$work/before.json" > /dev/null 2>&1 &
`;

/** Exchanges the folders. Arguments: compose project, operation, next folder, folder to keep, next state. */
export const exchangeScript = `
project=$1 operation=$2 to=$3 keep=$4 state=$5
${settle}
if [ -e "$intent" ]; then
  { read -r came; read -r went; } < "$intent"
  if [ "$came" != "$to" ] || [ ! -e "$env" ] || [ ! -e "$came" ]; then settle; fi
fi
if [ -e "$env.json" ] && grep -qF "\\"exchange\\":\\"$operation\\"" "$env.json"; then exit 0; fi
[ -e "$intent" ] || announce "$to" "$keep" "$state"
exchange
`;

/** Takes an exchange back. Arguments: compose project, operation, folder kept, folder to put the new one, the operation's folder. */
export const takeBackScript = `
project=$1 operation=$2 kept=$3 back=$4 work=$5
${settle}
settle
if [ -e "$env.json" ] && grep -qF "\\"exchange\\":\\"$operation\\"" "$env.json"; then
  rm -rf "$work/undone"
  cp "$work/before.json" "$env.json.next"
  announce "$kept" "$back"
  exchange
fi
`;

/** Forgets an exchange that was only announced, and removes the operation's folder. Arguments: compose project, that folder. */
export const forgetScript = `
project=$1 work=$2
${settle}
settle
rm -rf "$work"
`;

/** Writes a state in one go. Arguments: compose project, state. */
export const writeStateScript = `
project=$1
${settle}
settle
printf '%s' "$2" > "$env.json.new"
sync "$env.json.new"
mv -T "$env.json.new" "$env.json"
`;
