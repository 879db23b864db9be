import { expect, test } from 'vitest';
import { parseSmtpUrl, showSmtpServer } from './smtp-server-url.ts';

test.each([
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false, auth: undefined }],
  [
    'smtp://mail.example.com?starttls=required',
    { host: 'mail.example.com', port: 587, secure: false, requireStartTls: true, auth: undefined },
  ],
  ['smtps://mail.example.com/', { host: 'mail.example.com', port: 465, secure: true, auth: undefined }],
  [' smtp://[::1]:2525 ', { host: '::1', port: 2525, secure: false, auth: undefined }],
  [
    'smtp://post%40map:p%3As%2Fs%25@127.0.0.1:25',
    { host: '127.0.0.1', port: 25, secure: false, auth: { user: 'post@map', password: 'p:s/s%' } },
  ],
])('%s', (text, server) => {
  expect(parseSmtpUrl(text)).toEqual(server);
});

test.each([
  'http://mail.example.com',
  'mail.example.com:587',
  'smtp://',
  'smtp://u@mail.example.com',
  'smtp://u:hunter2/x@mail.example.com',
  'smtp://u:hunter2@mail.example.com/path',
  'smtp://u:hunter2@mail.example.com?tls=1',
  'smtp://u:hunter2%@mail.example.com',
  'smtp://u:hunter2@mail.example.com?starttls=maybe',
  'smtps://u:hunter2@mail.example.com?starttls=required',
])('%s is refused without repeating it', (text) => {
  expect(() => parseSmtpUrl(text)).toThrow(RangeError);
  expect(() => parseSmtpUrl(text)).not.toThrow(/hunter2/);
});

test('is shown without credentials', () => {
  expect(showSmtpServer(parseSmtpUrl('smtps://u:p@mail.example.com'))).toBe('smtps://mail.example.com:465');
  expect(showSmtpServer(parseSmtpUrl('smtp://u:p@[::1]:25'))).toBe('smtp://[::1]:25');
});
