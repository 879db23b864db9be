import { describe, expect, test } from 'vitest';
import { edit, project } from '../index.ts';

describe('large and deep sources', () => {
  test.each([
    ['brackets', `${'('.repeat(280)}order.id${')'.repeat(280)}`],
    ['objects', `${'{"a": '.repeat(250)}order.id${'}'.repeat(250)}`],
    ['lists', `${'['.repeat(280)}order.id${']'.repeat(280)}`],
    ['loops', `${'a.{"b": '.repeat(250)}c${'}'.repeat(250)}`],
    ['conditions', `${'a ? b : '.repeat(280)}c`],
    ['conditions in conditions', `${'a ? '.repeat(280)}b${' : c'.repeat(280)}`],
    ['operators', `order.id${' & order.id'.repeat(900)}`],
    ['filters', `order${'[id]'.repeat(900)}`],
    ['steps', `order${'.id'.repeat(5000)}`],
    ['fields', `{ ${Array.from({ length: 3000 }, (_, index) => `"f${index}": order.id`).join(', ')} }`],
    ['fields of one name', `{ ${Array.from({ length: 1000 }, () => '"f": order.id').join(', ')} }`],
    ['variables', `( ${Array.from({ length: 300 }, (_, index) => `$v${index} := order.id;`).join(' ')} $v0 )`],
    [
      'functions',
      `(${Array.from({ length: 60 }, (_, index) => `$f${index} := function($x){ $f${index + 1}($x) & $f${index + 1}($x) };`).join('')} $f0(order))`,
    ],
    [
      'values of values',
      `( $v0 := a; ${Array.from({ length: 60 }, (_, index) => `$v${index + 1} := $v${index} & $v${index};`).join(' ')} $v60 )`,
    ],
    [
      'objects of objects',
      `( $v0 := a; ${Array.from({ length: 60 }, (_, index) => `$v${index + 1} := { "x": $v${index}, "y": $v${index} };`).join(' ')} $v60 )`,
    ],
    ['recursion', '($f := function($x){ $f($x.a) & $f($x.b) & $f($f($x)) }; $f($$))'],
    ['open brackets', '(['.repeat(5000)],
  ])('%s are projected and edited without exhausting the stack or the time', (_, source) => {
    const start = performance.now();
    expect(project(source).rows.length).toBeGreaterThan(0);
    const { edits, reason } = edit(source, { type: 'setStatic', row: '', value: 1 });
    expect(edits.length > 0 || reason !== undefined).toBe(true);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
