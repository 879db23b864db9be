import { describe, expect, test } from 'vitest';
import { readCloudEventHeaders } from './cloud-event-headers.ts';
import { recogniseBinary } from './recognise-cloud-event.ts';
import { recogniseEnvelope } from './recognise-envelope.ts';

const least = { specversion: '1.0', id: 'A-1', source: '/shop', type: 'order.shipped' };
const event = {
  envelope: 'cloudevents',
  name: 'order.shipped',
  id: 'A-1',
  source: '/shop',
  customer: null,
  facts: { source: '/shop' },
};

describe('structured', () => {
  test.each<[string, object, object]>([
    ['with what it must have', {}, event],
    [
      'with all that Postmap reads',
      {
        time: '2026-03-01T10:00:00Z',
        subject: 'x',
        datacontenttype: 'application/json',
        postmapcustomer: 'C',
        data: {},
      },
      { ...event, customer: 'C', facts: { source: '/shop', occurredAt: '2026-03-01T10:00:00Z' } },
    ],
    ['with data in base64 and extensions', { data_base64: 'e30=', traceparent: '00-1' }, event],
    [
      'with a source that is a URN',
      { source: 'urn:shop:1' },
      { ...event, source: 'urn:shop:1', facts: { source: 'urn:shop:1' } },
    ],
  ])('%s', (_, more, expected) => {
    expect(recogniseEnvelope({ ...least, ...more })).toEqual({ kind: 'recognised', event: expected });
  });

  test.each<[string, object, string[]]>([
    ['another version', { specversion: '0.3' }, ['specversion']],
    ['no id, an empty source and no type', { id: undefined, source: '', type: undefined }, ['id', 'source', 'type']],
    ['an id that is a number', { id: 5 }, ['id']],
    ['a source with a space', { source: 'my shop' }, ['source']],
    ['data twice', { data: 1, data_base64: 'MQ==' }, ['data_base64']],
  ])('%s is refused', (_, more, paths) => {
    const recognition = recogniseEnvelope({ ...least, ...more });
    if (recognition.kind !== 'unknown-envelope') throw new Error('it was recognised');
    expect(recognition.message).toContain('The CloudEvents envelope is not complete');
    expect(recognition.errors.map(({ path }) => path)).toEqual(paths);
  });
});

describe('binary', () => {
  const headers = { 'ce-specversion': '1.0', 'ce-id': 'A-1', 'ce-source': '/shop', 'ce-type': 'order.shipped' };
  const read = (more: Record<string, string> = {}) => readCloudEventHeaders(Object.entries({ ...headers, ...more }));

  test('the attributes are the headers', () => {
    const attributes = read({ 'Ce-Time': '2026-03-01T10:00:00Z', 'content-type': 'application/json; charset=utf-8' });
    expect(attributes).toEqual({ ...least, time: '2026-03-01T10:00:00Z' });
    expect(recogniseBinary(attributes!)).toEqual({
      kind: 'recognised',
      event: { ...event, facts: { source: '/shop', occurredAt: '2026-03-01T10:00:00Z' } },
    });
  });

  // The examples of the HTTP protocol binding, section 3.1.3.2.
  test.each([
    ['Euro%20%E2%82%AC%20%F0%9F%98%80', 'Euro € 😀'],
    ['"a \\"quoted\\" value"', 'a "quoted" value'],
    ['100%25', '100%'],
  ])('the value %s is %s', (sent, value) => {
    expect(read({ 'ce-subject': sent })?.['subject']).toBe(value);
  });

  test.each<[string, Record<string, string>]>([
    ['the whole event in the body', { ...headers, 'content-type': 'application/cloudevents+json' }],
    ['no version', { 'ce-id': 'A-1', 'content-type': 'application/json' }],
    ['no such headers', {}],
  ])('%s is not this mode', (_, sent) => {
    expect(readCloudEventHeaders(Object.entries(sent))).toBeNull();
  });

  test.each<[string, Record<string, string>, string, RegExp]>([
    ['a batch', { 'content-type': 'application/cloudevents-batch+json' }, 'unknown-envelope', /events\/batch/],
    ['data that is not JSON', { 'content-type': 'text/xml' }, 'unsupported-media-type', /"text\/xml": send JSON/],
    ['a value that cannot be decoded', { 'ce-subject': '100%' }, 'unknown-envelope', /ce-subject .*%25/],
  ])('%s is refused', (_, more, code, message) => {
    expect(() => read(more)).toThrow(expect.objectContaining({ code, message: expect.stringMatching(message) }));
  });

  test('what is missing is named as a header', () => {
    expect(recogniseBinary({ specversion: '1.0', id: 'A-1', source: '/shop' })).toMatchObject({
      kind: 'unknown-envelope',
      errors: [{ path: 'ce-type' }],
    });
  });
});
