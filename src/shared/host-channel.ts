/** The IPC channel on which the preload asks for a port. */
export const connectChannel = 'backlot:connect';

/**
 * The IPC channel on which the port comes back, and the message with which the preload hands it on: the
 * page takes `event.ports[0]` of the window's `message` event whose `data` is this text, whose `source`
 * is the window itself and whose `origin` is the page's own.
 */
export const portChannel = 'backlot:port';
