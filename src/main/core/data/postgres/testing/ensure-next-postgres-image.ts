import { fileURLToPath } from 'node:url';
import type { Engine } from '../../../docker/connect-engine.ts';
import { imageByRef } from '../../../docker/images.ts';
import { buildImage } from '../../../images/build-image.ts';

/** Debian's next suite has the next major version. */
export const nextPostgres = { version: 17, image: 'backlot-test-postgres:17', suite: 'trixie' } as const;

const sample = fileURLToPath(new URL('../../../../../../resources/sample/', import.meta.url));

const { version, suite } = nextPostgres;

/** As the sample's image, from the suite after its own; the base image says where packages come from. */
const file = `FROM debian:bookworm-slim
RUN sed -i 's/bookworm/${suite}/g' /etc/apt/sources.list.d/debian.sources \\
 && apt-get update \\
 && apt-get install -y --no-install-recommends postgresql-common \\
 && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf \\
 && apt-get install -y --no-install-recommends postgresql-${version} \\
 && rm -rf /var/lib/apt/lists/* \\
 && install -d -o postgres -g postgres -m 700 /var/lib/postgresql/data \\
 && install -d /docker-entrypoint-initdb.d
ENV PATH=/usr/lib/postgresql/${version}/bin:$PATH LANG=C.UTF-8 PGDATA=/var/lib/postgresql/data
COPY db/entrypoint.sh /usr/local/bin/entrypoint
USER postgres
VOLUME /var/lib/postgresql/data
EXPOSE 5432
STOPSIGNAL SIGINT
ENTRYPOINT ["sh", "/usr/local/bin/entrypoint"]
CMD ["postgres"]
`;

/** For slow tests: builds the image of the next major version where it is not there yet. */
export async function ensureNextPostgresImage(engine: Engine, signal: AbortSignal): Promise<void> {
  if ((await imageByRef(engine, nextPostgres.image, signal)) !== undefined) return;
  await buildImage(
    engine,
    { build: { context: sample, dockerfile_inline: file }, tags: [nextPostgres.image], secrets: {} },
    { env: {}, auth: async () => undefined },
    signal,
  );
}
