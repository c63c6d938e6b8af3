import { guardService } from '../../../../shared/model/isolation.ts';
import type { ComposeModel, Service } from '../../compose/model.ts';
import { connectEngine } from '../../docker/connect-engine.ts';
import { imageByRef } from '../../docker/images.ts';
import { composeProjectName } from '../../engine/identity.ts';
import { type DockerStack, dockerStack, labelled, uniqueProject } from '../../engine/testing/docker-stack.ts';
import { localContext } from '../../engine/testing/local-engine.ts';
import type { PartialModel } from '../../engine/testing/stack-model.ts';
import { buildImage } from '../../images/build-image.ts';
import { guardImage } from '../guard-image.ts';
import { isolateModel } from '../isolate-model.ts';
import { isolatedAccess } from '../isolated-stacks.ts';
import type { GuardImage, IsolationRules } from '../isolation-rules.ts';

const forever = new AbortController().signal;

const closed: IsolationRules = { allow: [], record: [], replace: {}, stubs: {}, open: [], local: true };

/** For tests: the guard's image on the machine's engine; its Node serves as a program for services too. */
export async function readyGuardImage(): Promise<GuardImage> {
  const image = await guardImage(forever);
  const engine = await connectEngine(localContext, forever);
  try {
    if ((await imageByRef(engine, image.name, forever)) === undefined)
      await buildImage(
        engine,
        { build: image.build, tags: [image.name], secrets: {} },
        { env: {}, auth: async () => undefined },
        forever,
      );
  } finally {
    engine.close();
  }
  return image;
}

export interface IsolatedStack extends DockerStack {
  /** The container of a service. */
  readonly containerOf: (service: string) => string;
}

/** For tests: a stack behind a guard, on the real engine; all of it goes with the test. `guard` is the guard's own service, changed. */
export async function isolatedStack(
  model: PartialModel,
  rules: Partial<IsolationRules> = {},
  guard: Partial<Service> = {},
): Promise<IsolatedStack> {
  const project = uniqueProject();
  const composeProject = composeProjectName({ project, environment: 'dev' });
  const all = { ...closed, ...rules };
  const image = await readyGuardImage();
  const plain: ComposeModel = labelled({ ...model, name: composeProject });
  const { services, ...rest } = isolateModel(plain, { rules: all, image, composeProject });
  const isolated = {
    ...rest,
    services: { ...services, [guardService]: { ...services[guardService], ...guard } },
  };
  const stack = await dockerStack(isolated, { project, between: isolatedAccess });
  return { ...stack, containerOf: (service) => `${composeProject}-${service}-1` };
}
