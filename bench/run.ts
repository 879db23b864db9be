/** Every benchmark by the name of its figures; loaded when it runs, as not each needs a browser or a server. */
const benchmarks: Record<string, () => Promise<Record<string, unknown>>> = {
  analysis: async () => (await import('./analysis.ts')).benchmarkAnalysis(),
  editor: async () => (await import('./editor.ts')).benchmarkEditor(),
  mapping: async () => (await import('./mapping.ts')).benchmarkMapping(),
  ui: async () => (await import('./ui.ts')).benchmarkUi(),
};

/** Runs those that are named, else all. With `--json` one JSON object, else one line for a figure. */
const asked = process.argv.slice(2).filter((argument) => argument !== '--json');
const unknown = asked.find((name) => !(name in benchmarks));
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}": use ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}

const results: Record<string, unknown> = {};
for (const [name, run] of Object.entries(benchmarks))
  if (asked.length === 0 || asked.includes(name)) results[name] = await run();

if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
else for (const line of listFigures(results, '')) console.log(line);

function listFigures(figures: object, prefix: string): string[] {
  return Object.entries(figures).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? listFigures(value, `${prefix}${name}.`)
      : [`${prefix}${name}: ${String(value)}`],
  );
}
