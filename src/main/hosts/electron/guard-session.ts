import type { Session } from 'electron';
import { originOf } from './app-origin.ts';

/** Copying a digest or a link is all that the page may ask of the machine. */
const allowed = 'clipboard-sanitized-write';

/** 5: every permission and device is denied, but writing text to the clipboard from our own page. */
export function guardSession(session: Session, origin: string): void {
  session.setPermissionRequestHandler((_, permission, answer, { requestingUrl }) =>
    answer(permission === allowed && originOf(requestingUrl) === origin),
  );
  session.setPermissionCheckHandler(
    (_, permission, requestingOrigin) => permission === allowed && originOf(requestingOrigin) === origin,
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_, answer) => answer({}));
  session.setBluetoothPairingHandler((_, answer) => answer({ confirmed: false }));
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.on('will-download', (event) => event.preventDefault());
}
