import { join } from 'node:path';
import { compile, parsePayload, trace } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { writePretty } from '../../packages/mapper-ui/src/core/mapper/write-pretty.ts';
import type { OutputTrace } from '../../packages/mapper-ui/src/core/lineage/output-trace.ts';
import { writePlace } from '../../packages/mapper-ui/src/core/lineage/place.ts';
import type { Place } from '../../packages/mapper-ui/src/core/lineage/place.ts';
import { findFieldId, resolvePointer } from '../../packages/mapper-ui/src/core/lineage/pointer.ts';
import { readTrace } from '../../packages/mapper-ui/src/core/lineage/read-trace.ts';
import { readShownOutput } from '../../packages/mapper-ui/src/core/lineage/shown-output.ts';
import { loadSampleTemplates } from '../../packages/server/src/samples/sample-templates.ts';

const samples = await loadSampleTemplates(join(import.meta.dirname, '../../samples'));
const partials = Object.fromEntries(samples.map(({ template }) => [template.name, template]));
const shownCases = samples.flatMap(({ key, template, cases }) =>
  cases.map((one) => ({ key, name: one.name, template: { ...template, partials }, one })),
);

let copies = 0;

/** A path and nothing else: what it gives is what it reads. */
const PATH = /^\{?\{?\{?[\w.$]+\}?\}?\}?$/;

/** Every place that a click on the shown text leads to, at each third character. */
function listPlaces(at: (offset: number) => { place: Place } | undefined, length: number): Place[] {
  const places = new Map<string, Place>();
  for (let offset = 0; offset < length; offset += 3) {
    const place = at(offset)?.place;
    if (place !== undefined) places.set(JSON.stringify(place), place);
  }
  return [...places.values()];
}

/** Places that say they are copies of one field, and are not, or whose field does not say that it feeds them. */
function findWrong(traced: OutputTrace, places: readonly Place[], { source, payload, value }: Run): string[] {
  return places.flatMap((asked) => {
    const { place, expression, inputs } = traced.lineageOf(asked);
    const [only, ...more] = inputs.filter(({ role }) => role === 'value');
    const isCopy =
      only?.root === '$$' &&
      more.length === 0 &&
      expression !== undefined &&
      PATH.test(source.slice(expression.start, expression.end));
    if (!isCopy) return [];
    copies++;
    const read = resolvePointer(payload, only.pointer);
    const given = place.kind === 'value' ? resolvePointer(value, place.pointer) : read;
    // A text template writes a number of a text.
    const isSame = typeof read === 'object' || writeScalar(given) === writeScalar(read);
    const { places: fed } = traced.fedBy(findFieldId(payload, only.pointer));
    const isFed = fed.some((one) => writePlace(one.place) === writePlace(place));
    return isSame && isFed ? [] : [`${writePlace(place)} is not ${only.pointer}: ${isSame} ${isFed}`];
  });
}

function writeScalar(value: unknown): string | undefined {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Run {
  source: string;
  payload: unknown;
  value: unknown;
}

describe('what a click on an output of a sample template leads to is true', () => {
  test.each(shownCases)('$key, $name', async ({ template, one }) => {
    const { payload } = parsePayload(one.payload);
    const rendered = await compile(template)
      .render(payload, one.context)
      .catch(() => undefined);
    if (rendered === undefined) return;
    const { language, format, source } = template;
    const sent = rendered.query ?? rendered.body;
    const traced = readTrace({ source, payload, sent, trace: await trace(template, payload, one.context) }, format);
    if (traced === undefined) throw new Error('the trace gave another text than the render');
    const value = language === 'jsonata' ? rendered.value : undefined;
    const texts = format === 'csv' ? (['sent'] as const) : (['sent', 'pretty'] as const);
    for (const as of texts) {
      const text = as === 'sent' ? sent : writePretty(format, rendered);
      const shown = readShownOutput({ language, format, as, text, sent, value });
      const places = listPlaces(shown.at, text.length);
      expect({ text, found: places.length > 0 }).toEqual({ text, found: text !== '' });
      // Only JSON has its value's places; what XML and forms were read back to is text.
      const run = { source, payload, value: format === 'json' ? rendered.value : value };
      expect(findWrong(traced, places, run)).toEqual([]);
    }
  });
});

test('many of them are copies of a field', () => expect(copies).toBeGreaterThan(300));
