import { FORMAT_TRAITS, FORMATS, LANGUAGES } from '@postmap/engine';
import { expect, test } from 'vitest';
import { adviseMethod, FORMAT_NAMES, FORMAT_OPTIONS, LANGUAGE_NAMES } from './template-names.ts';

test('every language and format of the engine has a name, and a format its content type', () => {
  expect(Object.keys(LANGUAGE_NAMES)).toEqual([...LANGUAGES]);
  expect(Object.keys(FORMAT_NAMES)).toEqual([...FORMATS]);
  expect(FORMAT_OPTIONS.map(({ value }) => value)).toEqual([...FORMATS]);
  const withBody = FORMAT_OPTIONS.filter(({ value }) => !FORMAT_TRAITS[value].bodyless);
  expect(withBody.map(({ hint }) => hint)).toEqual(
    withBody.map(({ value }) => FORMAT_TRAITS[value].contentType.split(';')[0]),
  );
});

test.each(FORMATS)('%s with GET is advised against exactly where the engine does not allow it', (format) => {
  expect(adviseMethod(format, 'GET')?.method).toBe(FORMAT_TRAITS[format].allowedWithGet ? undefined : 'POST');
});

test('a query suggests GET instead of POST, and leaves other methods alone', () => {
  expect(adviseMethod('query', 'POST')).toMatchObject({ refused: false, method: 'GET' });
  expect(adviseMethod('query', 'DELETE')).toBeNull();
  expect(adviseMethod('json', 'POST')).toBeNull();
});
