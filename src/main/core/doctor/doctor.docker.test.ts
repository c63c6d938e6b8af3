import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDoctor } from './doctor.ts';
import { emptySecrets } from './examination.fixture.ts';

const skipped = process.env.BACKLOT_NO_ENGINE;

test.skipIf(skipped)(`a real engine passes${skipped ? ` (skipped: ${skipped})` : ''}`, async () => {
  const home = await mkdtemp(join(tmpdir(), 'backlot-doctor-'));
  // Only the machine's own engine: a developer's current context may be a server that others use.
  const { DOCKER_HOST, PATH } = process.env;
  const env = { DOCKER_HOST, PATH, DOCKER_CONTEXT: 'default' };
  const doctor = createDoctor({ home, homedir: homedir(), env, secrets: emptySecrets('GNOME keyring') });
  try {
    const checks = await doctor.run(new AbortController().signal);
    const found = (id: string) => checks.find((check) => check.id === id);
    expect(found('docker:default')).toMatchObject({
      status: expect.stringMatching(/ok|warn/),
      found: expect.stringMatching(/^\d+\.\d+.*, API 1\.\d+, /),
    });
    expect(found('cloning')?.found).toMatch(/^tier [123]/);
    expect(found('disk:docker')?.found).toMatch(/free/);
  } finally {
    await doctor.stop();
    await rm(home, { recursive: true });
  }
});
