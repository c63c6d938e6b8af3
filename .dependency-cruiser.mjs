/** The layers of ARCHITECTURE.md, as rules: an import that breaks one fails `npm run check`. */
const only = (name, path, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: '^src/', pathNot: allowed },
  to: { path },
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'A cycle means two files are one thing or a third is missing.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      severity: 'error',
      comment: 'src/shared imports zod alone: no Node, DOM library or Electron.',
      from: { path: '^src/shared/', pathNot: ['[.]test[.]ts$', '/testing/'] },
      to: { pathNot: ['^src/shared/', '(^|/)node_modules/zod/'] },
    },
    {
      name: 'core-is-hostless',
      severity: 'error',
      comment: 'The core knows no host, handler or window.',
      from: { path: '^src/main/core/' },
      to: { path: ['^src/main/(hosts|handlers)/', '^src/renderer/', '^src/preload/'] },
    },
    {
      name: 'core-never-imports-electron',
      severity: 'error',
      from: { path: '^src/(main/core|main/handlers|main/hosts/(web|cli|socket)|renderer|shared)/' },
      to: { path: '^(node_modules/)?electron(/|$)' },
    },
    {
      name: 'handlers-do-not-know-hosts',
      severity: 'error',
      from: { path: '^src/main/handlers/' },
      to: { path: '^src/main/hosts/' },
    },
    {
      name: 'renderer-imports-shared-only',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(main|preload)/' },
    },
    {
      name: 'main-never-imports-renderer',
      severity: 'error',
      from: { path: '^src/(main|preload)/' },
      to: { path: '^src/renderer/' },
    },
    {
      name: 'renderer-picks-a-transport-in-one-place',
      severity: 'error',
      from: {
        path: '^src/renderer/',
        pathNot: ['^src/renderer/rpc[.]ts$', '^src/renderer/testing/', '[.]test[.]tsx?$'],
      },
      to: { path: '^src/shared/rpc/.*carrier' },
    },
    {
      name: 'guard-is-alone',
      severity: 'error',
      comment: 'The guard runs in a container of its own: it shares types with the core, and no code.',
      from: { path: '^src/guard/' },
      to: { path: '^src/(main|renderer|preload)/' },
    },
    {
      name: 'nothing-imports-the-guard',
      severity: 'error',
      from: { path: '^src/(main|renderer|preload|shared)/' },
      to: { path: '^src/guard/' },
    },
    only(
      'one-importer-of-smtp-server',
      '(^|/)node_modules/smtp-server/',
      '^src/guard/capture-mail[.]ts$',
      'capture-mail.ts is the only importer of smtp-server.',
    ),
    only(
      'one-importer-of-nodemailer',
      '(^|/)node_modules/nodemailer/',
      '^src/main/core/isolation/relay-mail[.]ts$',
      'relay-mail.ts is the only importer of nodemailer.',
    ),
    only(
      'one-importer-of-dockerode',
      '(^|/)node_modules/(@types/)?dockerode/',
      '^src/main/core/docker/',
      'core/docker is the only importer of dockerode.',
    ),
    only(
      'one-importer-of-simple-git',
      '(^|/)node_modules/simple-git/',
      '^src/main/core/git/',
      'core/git is the only importer of simple-git.',
    ),
    only(
      'one-importer-of-sqlite',
      '(^|/)node_modules/(@types/)?better-sqlite3/',
      '^src/main/core/store/',
      'core/store is the only importer of better-sqlite3.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The parser behind this check does not know `await using` yet, which tests clean up with.
    exclude: { path: '[.]test[.]tsx?$' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
