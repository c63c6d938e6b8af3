import type { WebPreferences } from 'electron';

/** The numbers are the items of Electron's security checklist; docs/security-electron.md has them all. */
export const webPreferences = (preload: string, devTools: boolean) =>
  ({
    preload,
    // 2: no Node in the page, its workers or its frames.
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    // 3: the preload's world is not the page's.
    contextIsolation: true,
    // 4: the page's process has no more rights than a browser's.
    sandbox: true,
    // 6: same-origin policy stays on.
    webSecurity: true,
    // 8: nothing over plain HTTP into a secure page.
    allowRunningInsecureContent: false,
    // 9: no unfinished features of the engine.
    experimentalFeatures: false,
    // 10 (no enableBlinkFeatures) is an absence: the key must not be here; a test holds that.
    // 11: no <webview>.
    webviewTag: false,
    // A dropped file or link must not replace the page.
    navigateOnDragDrop: false,
    // No plug-ins, and no words of the user to a spelling service.
    plugins: false,
    spellcheck: false,
    devTools,
  }) as const satisfies WebPreferences;
