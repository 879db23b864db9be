import { expect, test } from 'vitest';
import { ENVELOPE_CHOICES, writeEnvelopeExamples } from './envelope-examples.ts';

const examples = writeEnvelopeExamples('http://127.0.0.1:8420/in/x', 'try-1', Date.UTC(2026, 0, 15, 12, 0, 7, 345));

test.each(ENVELOPE_CHOICES)('%s: the URL, a content type and a body of JSON with the id', (choice) => {
  const { command } = examples[choice];
  expect(command).toMatch(/^curl -X POST 'http:\/\/127\.0\.0\.1:8420\/in\/x' \\\n {2}-H 'content-type: application\//);
  const body = /-d '(?<body>[^']*)'$/.exec(command)?.groups?.['body'] ?? '';
  expect(Object.values(JSON.parse(body))).toContain('try-1');
});

test('times are whole seconds, as each envelope writes them', () => {
  expect(examples.postmap.command).toContain('"2026-01-15T12:00:07Z"');
  expect(examples.sublytics.command).toContain('"2026-01-15 12:00:07"');
  expect(examples.cloudevents.command).toContain('application/cloudevents+json');
});
