import { describe, expect, test } from 'vitest';
import { appendQuery, checkRenderedUrl, checkTargetUrl, checkUrlTemplate } from './target-url.ts';

describe('checkTargetUrl', () => {
  test.each([
    'https://hooks.example.com/a?b=c#d',
    'http://hooks.example.com',
    'HTTPS://Hooks.example.com:443/',
    'http://hooks.example.com:8080/',
    'http://[2606:4700:4700::1111]:3000/a',
    'https://hooks.example.com/a@b:c',
    'https://münchen.example/ä',
  ])('takes %s', (text) => expect(checkTargetUrl(text)).toEqual({ ok: true, url: new URL(text) }));

  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['hooks.example.com/a', 'must begin with https://'],
    ['//hooks.example.com/a', 'must begin with https://'],
    ['ftp://hooks.example.com/', 'must begin with https://'],
    ['unix:/run/a.sock', 'must begin with https://'],
    ['http+unix://%2Frun/a', 'must begin with https://'],
    ['file:///etc/passwd', 'must begin with https://'],
    ['gopher://a.example/', 'must begin with https://'],
    ['data:text/plain,a', 'must begin with https://'],
    ['javascript:alert(1)', 'must begin with https://'],
    ['http:127.0.0.1', 'no host'],
    ['http:///127.0.0.1', 'no host'],
    ['http://', 'no host'],
    ['https://?a', 'no host'],
    ['http:\\\\127.0.0.1', 'backslash'],
    ['http://good.example\\@127.0.0.1/', 'backslash'],
    ['http://a.example/x y', 'white space'],
    [' http://a.example/', 'white space'],
    ['http://a.example/\r\nhost: x', 'white space'],
    ['http://a.exa\tmple/', 'white space'],
    ['http://good.com@127.0.0.1/', 'user name or password'],
    ['http://user:pw@a.example/', 'user name or password'],
    ['http://@a.example/', 'user name or password'],
    ['http://a.example:22/', 'Port 22'],
    ['http://a.example:25/', 'Port 25'],
    ['http://a.example:0/', 'Port 0'],
    ['http://a.example:6667/', 'Port 6667'],
    ['http://a.example:10080/', 'Port 10080'],
    ['http://a.example:99999/', 'cannot be read'],
    ['http://[::1/', 'cannot be read'],
    [`http://a.example/${'x'.repeat(9000)}`, '8192'],
  ])('refuses %s', (text, words) => {
    expect(checkTargetUrl(text)).toEqual({ ok: false, message: expect.stringContaining(words) });
  });
});

describe('checkUrlTemplate', () => {
  test.each([
    'https://a.example/orders/{{order.id}}?x={{{raw}}}',
    'https://a.example/{{a}}',
    'https://a.example?{{a}}',
    'https://a.example:8443/{{#if a}}b{{/if}}',
    'https://a.example/plain',
  ])('takes %s', (source) => expect(checkUrlTemplate(source)).toBeNull());

  test.each([
    '{{url}}',
    'https://{{host}}/a',
    'https://a.example{{path}}',
    'https://a.example:{{port}}/',
    'https://a.{{x}}/b',
    '{{!c}}https://a.example/',
    'https{{x}}://a.example/',
  ])('refuses %s, whose host could move', (source) => {
    expect(checkUrlTemplate(source)).toMatch(/scheme, host and port of the URL must be written out/);
  });

  test('refuses what no URL may have', () => {
    expect(checkUrlTemplate('https://u:p@a.example/{{x}}')).toMatch(/user name/);
    expect(checkUrlTemplate('ftp://a.example/')).toMatch(/https/);
    expect(checkUrlTemplate('http://a.example:22/{{x}}')).toMatch(/Port 22/);
  });
});

test('checkRenderedUrl holds a URL to its origin', () => {
  const source = 'https://a.example/{{{x}}}';
  expect(checkRenderedUrl(source, 'https://a.example/b%2Fc')).toMatchObject({ ok: true });
  expect(checkRenderedUrl(source, 'https://a.example:444/b')).toMatchObject({ ok: false });
  expect(checkRenderedUrl(source, 'https://evil.example/b')).toMatchObject({
    ok: false,
    message: expect.stringContaining('fixed to https://a.example'),
  });
  expect(checkRenderedUrl(source, 'https://a.example/b c')).toMatchObject({ ok: false });
});

describe('appendQuery', () => {
  test.each([
    ['https://a.example/x', 'a=1', 'https://a.example/x?a=1'],
    ['https://a.example', 'a=1', 'https://a.example?a=1'],
    ['https://a.example/x?', 'a=1', 'https://a.example/x?a=1'],
    ['https://a.example/x?k=v', 'a=1', 'https://a.example/x?k=v&a=1'],
    ['https://a.example/x?k=v&', 'a=1', 'https://a.example/x?k=v&a=1'],
    ['https://a.example/x#top', 'a=1', 'https://a.example/x?a=1#top'],
    ['https://a.example/x?k=v#top?z', 'a=1', 'https://a.example/x?k=v&a=1#top?z'],
    ['https://a.example/x#top?z', 'a=1', 'https://a.example/x?a=1#top?z'],
    ['https://a.example/x?k=v', '', 'https://a.example/x?k=v'],
    ['https://a.example/x?k=v', null, 'https://a.example/x?k=v'],
  ])('%s and %j', (url, query, whole) => expect(appendQuery(url, query)).toBe(whole));
});
