import type { Engine } from '../../docker/connect-engine.ts';
import type { KillSwitch } from '../../operations/testing/kill-switch.ts';

/** For tests: an engine whose every change is a point where the process may die, before it and after it. */
export const killableEngine = (engine: Engine, kill: KillSwitch): Engine => ({
  ...engine,
  call: async (request, ...rest) => {
    const changes = request.method !== 'GET' && !request.path.endsWith('/wait');
    if (changes) kill.point();
    const answer = await engine.call(request, ...rest);
    if (changes) kill.point();
    return answer;
  },
});
