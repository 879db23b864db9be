import { expect, it } from 'vitest';
import { compactJson, prettyJson, writeCurl } from './curl.ts';

it('writes a command that a POSIX shell takes, quotes and all', () => {
  expect(writeCurl('http://127.0.0.1:8420/in/tok', `{"name":"O'Brien $HOME"}`)).toBe(
    [
      String.raw`curl -X POST 'http://127.0.0.1:8420/in/tok' \ `.trimEnd(),
      String.raw`  -H 'content-type: application/json' \ `.trimEnd(),
      String.raw`  -d '{"name":"O'\''Brien $HOME"}'`,
    ].join('\n'),
  );
});

it('leaves alone what is not JSON', () => {
  expect(compactJson('{ "a": 1 }')).toBe('{"a":1}');
  expect(compactJson('a=1')).toBe('a=1');
  expect(prettyJson('a=1')).toBeUndefined();
});
