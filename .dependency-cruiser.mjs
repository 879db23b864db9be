const engine = '^packages/engine/src/';
const server = '^packages/server/src/';
const page = '^packages/mapper-ui/src/';
const tests = '[.]test[.]tsx?$';
const nouns = 'feeds|catalog|customers|templates|triggers|samples|events|deliveries|inbox|access|settings|about';

/** Which part may import which (docs/ARCHITECTURE.md). Each rule has a file in test/fixtures/boundaries that breaks it. */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },

    {
      name: 'engine-stands-alone',
      comment: 'The engine runs in Node, in workers and in the browser: no Node modules, no other package of ours.',
      severity: 'error',
      from: { path: engine, pathNot: tests },
      to: { path: '^packages/(server|mapper-ui)/' },
    },
    {
      name: 'engine-without-node',
      severity: 'error',
      from: { path: engine, pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'jsonata-in-its-language-only',
      severity: 'error',
      from: { pathNot: [`${engine}languages/jsonata/`, tests, '^(test|bench)/'] },
      to: { path: 'node_modules/jsonata/' },
    },
    {
      name: 'handlebars-in-its-language-only',
      severity: 'error',
      from: { pathNot: [`${engine}languages/handlebars/`, tests, '^(test|bench)/'] },
      to: { path: 'node_modules/handlebars/' },
    },
    {
      name: 'engine-base-knows-no-language',
      severity: 'error',
      from: { path: `${engine}(diagnostics|runtime|formats|functions|shapes|payload)/` },
      to: { path: `${engine}(languages|mapping|lineage|engine[.]ts|index[.]ts)` },
    },
    {
      name: 'engine-diagnostics-at-the-bottom',
      severity: 'error',
      from: { path: `${engine}diagnostics/`, pathNot: tests },
      to: { path: engine, pathNot: `${engine}diagnostics/` },
    },
    {
      name: 'languages-do-not-meet',
      severity: 'error',
      from: { path: `${engine}languages/(jsonata|handlebars)/` },
      to: { path: `${engine}languages/(jsonata|handlebars)/`, pathNot: `${engine}languages/$1/` },
    },
    {
      name: 'engine-services-do-not-meet',
      comment: 'What edits, draws and traces a template shares what is below: languages and shapes.',
      severity: 'error',
      from: { path: `${engine}(editor|mapping|lineage)/`, pathNot: tests },
      to: { path: `${engine}(editor|mapping|lineage)/`, pathNot: `${engine}$1/` },
    },
    {
      name: 'engine-facade-on-top',
      severity: 'error',
      from: { path: engine, pathNot: [tests, `${engine}(index|engine)[.]ts$`] },
      to: { path: `${engine}(index|engine)[.]ts$` },
    },

    {
      name: 'server-knows-no-page',
      severity: 'error',
      from: { path: server },
      to: { path: '^packages/mapper-ui/' },
    },
    {
      name: 'contract-imports-engine-only',
      severity: 'error',
      from: { path: `${server}contract/` },
      to: { path: server, pathNot: `${server}contract/` },
    },
    {
      name: 'hono-in-routes-only',
      severity: 'error',
      from: {
        path: `${server}(${nouns}|outbound|rendering|queue|storage|masking|secrets)/`,
        pathNot: ['/routes[.]ts$', '/[a-z-]+-routes[.]ts$', tests],
      },
      to: { path: 'node_modules/(hono|@hono)/' },
    },
    {
      name: 'storage-behind-its-ports',
      comment: 'Only the composition root and tests name an implementation.',
      severity: 'error',
      from: {
        path: server,
        pathNot: [`${server}(storage|queue)/`, `${server}(main|start-server|open-[a-z-]+)[.]ts$`, tests],
      },
      to: { path: `${server}(storage/(workspace|ledger)/[a-z]+/|queue/[a-z]+/)` },
    },
    {
      name: 'sqlite-in-storage-only',
      severity: 'error',
      from: { path: server, pathNot: [`${server}(storage|queue)/`, tests] },
      to: { path: 'node_modules/(better-sqlite3|kysely|lowdb)/' },
    },

    {
      name: 'page-sees-contract-only',
      severity: 'error',
      from: { path: page },
      to: { path: server, pathNot: `${server}contract/` },
    },
    {
      name: 'features-do-not-meet',
      severity: 'error',
      from: { path: `${page}features/([^/]+)/` },
      to: { path: `${page}features/`, pathNot: `${page}features/$1/` },
    },
    {
      name: 'page-core-without-react',
      severity: 'error',
      from: { path: `${page}core/` },
      to: {
        path: [
          'node_modules/(react|react-dom|monaco-editor)/',
          `${page}(features|components|state|api|monaco|workers)/`,
        ],
      },
    },
    {
      name: 'components-are-dumb',
      severity: 'error',
      from: { path: `${page}components/` },
      to: { path: `${page}(features|monaco|workers)/` },
    },
    {
      name: 'monaco-in-its-folder-only',
      severity: 'error',
      from: { path: page, pathNot: `${page}monaco/` },
      to: { path: 'node_modules/monaco-editor/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['@postmap/source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
};
