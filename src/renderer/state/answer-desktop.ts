import type { DesktopRequest } from '../../shared/contract/desktop.ts';
import { follow } from './follow.ts';
import type { Link } from './link.ts';
import { openProject } from './open-project.ts';
import { showOperation, useUi } from './ui.ts';

/** Does what the menu, the tray, a notification or a deep link asks of the page. */
export function answerDesktop({ client, desktop }: Link, signal: AbortSignal): void {
  if (!desktop) return;
  const answer = (request: DesktopRequest): void => {
    switch (request.kind) {
      case 'open-project':
        void openProject(client, request.path);
        return;
      case 'show-operation':
        showOperation(request.id);
        return;
      case 'show-doctor':
        useUi.setState({ doctorOpen: true });
    }
  };
  void follow((options) => desktop.requests({}, options), {
    signal,
    resume: 'cursor',
    take: (requests) => requests.forEach(answer),
  });
}
