import { expect, it } from 'vitest';
import { dropWithin, mapFieldErrors } from './field-errors.ts';

const errors = mapFieldErrors([
  { path: 'name', message: 'Give it a name' },
  { path: 'routes[0].events', message: 'Choose at least one event' },
  { path: 'destination.headers[10].name', message: 'Not a header name' },
  { path: '', message: 'The body is empty' },
]);

it('finds a message at its exact place', () => {
  expect(errors.at('name')).toBe('Give it a name');
  expect(errors.at('routes[0]')).toBeUndefined();
  expect(errors.at('destination.headers[1].name')).toBeUndefined();
});

it('finds a message below a place, and does not take headers[10] for headers[1]', () => {
  expect(errors.within('routes')).toBe('Choose at least one event');
  expect(errors.within('destination.headers[10]')).toBe('Not a header name');
  expect(errors.within('destination.headers[1]')).toBeUndefined();
});

it('keeps what no field shows', () => {
  expect(errors.rest(['name', 'routes'])).toEqual([
    'destination.headers[10].name: Not a header name',
    'The body is empty',
  ]);
});

it('drops what was touched since', () => {
  const placed = [
    { path: 'name', message: '' },
    { path: 'routes[0].events', message: '' },
    { path: 'names', message: '' },
  ];
  expect(dropWithin(placed, ['name', 'routes']).map((error) => error.path)).toEqual(['names']);
});
