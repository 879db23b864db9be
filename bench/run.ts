import { benchmarkAnalysis } from './analysis.ts';

/** Every benchmark by the name of its figures. With `--json` one JSON object, else one line for a figure. */
const benchmarks = { analysis: benchmarkAnalysis };

const results = Object.fromEntries(Object.entries(benchmarks).map(([name, run]) => [name, run()]));

if (process.argv.includes('--json')) console.log(JSON.stringify(results, null, 2));
else {
  for (const [name, figures] of Object.entries(results)) {
    for (const [figure, value] of Object.entries(figures)) console.log(`${name}.${figure}: ${value}`);
  }
}
