#!/bin/sh
# Makes the cluster on the first start, then becomes the server. Follows the conventions that people know:
# POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, PGDATA, and *.sh, *.sql and *.sql.gz files in
# /docker-entrypoint-initdb.d, run once, in order.
set -eu

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
new=$PGDATA/.new

initialise() {
  : "${POSTGRES_PASSWORD:?the database needs POSTGRES_PASSWORD on its first start}"
  # Whatever is here was left by a start that did not get to its end.
  find "$PGDATA" -mindepth 1 -delete
  mkdir -m 700 "$new"
  password=$(mktemp)
  printf '%s' "$POSTGRES_PASSWORD" > "$password"
  initdb --pgdata="$new" --username="$user" --pwfile="$password" --encoding=UTF8 --locale=C.UTF-8 \
    --auth-local=trust --auth-host=scram-sha-256 --data-checksums ${POSTGRES_INITDB_ARGS:-}
  rm "$password"
  echo 'host all all all scram-sha-256' >> "$new/pg_hba.conf"
  echo "listen_addresses = '*'" >> "$new/postgresql.conf"

  # For the files below; nobody else reaches it, since it listens on its socket alone.
  pg_ctl --pgdata="$new" --options="-c listen_addresses=''" --wait --silent start
  [ "$database" = postgres ] || createdb --username="$user" "$database"
  sql() { psql --username="$user" --dbname="$database" --no-psqlrc --quiet --set=ON_ERROR_STOP=1 "$@"; }
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) echo "db: running $file"; sh "$file" ;;
      *.sql) echo "db: running $file"; sql --file="$file" ;;
      *.sql.gz) echo "db: running $file"; gunzip --stdout "$file" | sql ;;
    esac
  done
  pg_ctl --pgdata="$new" --mode=fast --wait --silent stop

  # PG_VERSION goes last: a data directory that has it is whole.
  find "$new" -mindepth 1 -maxdepth 1 ! -name PG_VERSION -exec mv {} "$PGDATA" \;
  mv "$new/PG_VERSION" "$PGDATA"
  rmdir "$new"
}

if [ "${1:-}" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
  trap 'exit 143' INT TERM
  initialise
  trap - INT TERM
fi
exec "$@"
