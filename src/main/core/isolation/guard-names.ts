/** The network and volumes that isolation adds to a stack. */
export const outsideNetwork = 'backlot-outside';
export const guardVolume = 'backlot-guard';
/** Holds what services that can't be written to are given to trust. */
export const trustVolume = 'backlot-trust';

/** How the guard is given its stubs: a file in its volume, as it can't be written to elsewhere. */
export const stubsConfig = 'backlot-stubs';
export const stubsPath = '/data/stubs.json';

/** In place of the guard's address, which is known when the network is there. */
export const guardAddress = 'guard';

/** Variables by which a guard is told what to do. */
export const guardVariables = { config: 'BACKLOT_GUARD', gateways: 'BACKLOT_GATEWAYS' } as const;

export const proxyPort = 3128;

/** The port of the guard behind the first published port; the others follow. */
export const firstListen = 20_000;
