import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../packages/server/src/cli/commands.ts';
import { runCli } from '../support/run-cli.ts';

// Each is a process of its own: they wait for each other's starts otherwise.
describe.concurrent('the command line', () => {
  test.each([
    { args: ['--help'], says: 'Usage: postmap [command]' },
    { args: ['-h'], says: 'Exit codes: 0 done' },
    { args: ['help'], says: 'doctor' },
    { args: ['help', 'render'], says: 'Usage: postmap render --template FILE' },
    { args: ['test', '--help'], says: '-u, --update' },
    { args: ['send', '-h', 'and', 'more'], says: 'Usage: postmap send' },
  ])('$args explains', async ({ args, says }) => {
    const { code, out, err } = await runCli(args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(says);
  });

  test.each(COMMANDS.map(({ name }) => name))(
    'the help of %s has examples, and none of its lines is too wide',
    async (name) => {
      const { code, out } = await runCli([name, '--help']);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`Examples\n {2}postmap ${name}`));
      for (const line of out.split('\n')) expect(line.length).toBeLessThan(150);
    },
  );

  test('--version is the version of the package', async () => {
    const { version } = JSON.parse(await readFile('packages/server/package.json', 'utf8'));
    expect(await runCli(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test.each([
    {
      args: ['bake'],
      says: 'There is no command "bake". Use one of: serve, sign-in, render, test, check, send, doctor.',
    },
    { args: ['rendr'], says: 'There is no command "rendr". Did you mean "render"?\nSee: postmap --help' },
    { args: ['toString'], says: 'There is no command "toString"' },
    { args: ['help', 'tst'], says: 'Did you mean "test"?' },
    { args: ['--fast'], says: 'There is no option --fast before a command' },
    { args: ['--rendr'], says: 'Did you mean "render"?' },
    { args: ['serve', 'now'], says: '"serve" takes no arguments, but got: now.\nSee: postmap serve --help' },
    { args: ['sign-in', 'now'], says: 'takes no arguments' },
    { args: ['sign-in', '--role', 'ingest'], says: '--role ingest: use one of admin, editor, viewer.' },
    { args: ['render', '--tempalte', 'x'], says: 'There is no option --tempalte. Did you mean --template?' },
    { args: ['render', '-x'], says: 'There is no option -x.' },
    { args: ['render', '--template'], says: '--template needs a value: --template FILE.' },
    { args: ['render', '--template', '--json'], says: '--template needs a value' },
    { args: ['render', '--json=yes'], says: '--json takes no value' },
    { args: ['render', '-t', 'a.jsonata'], says: 'Say which payload: --input FILE.' },
    { args: ['render', '-i', 'a.json'], says: 'Say which template: --template FILE.' },
    {
      args: ['render', '-t', '-', '-i', '-', '-l', 'jsonata'],
      says: 'Only one of --template and --input can be read from',
    },
    { args: ['render', '-t', '-', '-i', 'a.json'], says: 'Say what standard input is written in: --language' },
    { args: ['render', '-t', 'a.hbs', '-i', 'b', '-f', 'htm'], says: 'There is no format "htm": did you mean "html"?' },
    {
      args: ['render', '-t', 'a.hbs', '-i', 'b', '-f', 'yaml'],
      says: 'use one of json, form, query, xml, csv, text, html',
    },
    { args: ['render', '-t', 'a.hbs', '-i', 'b', '-l', 'perl'], says: 'There is no language "perl": use one of' },
    {
      args: ['check', '--strct'],
      says: 'There is no option --strct. Did you mean --strict?\nSee: postmap check --help',
    },
    { args: ['check', '--json=yes'], says: '--json takes no value' },
    { args: ['send'], says: 'Say which event: --event FILE.' },
    { args: ['send', '-e', 'x', '--feed', 'a', '--to', 'b'], says: 'Give --feed or --to, not both.' },
    { args: ['send', '-e', 'x', '--to', 'demo'], says: '--to is the ingest URL of a feed' },
    { args: ['send', '-e', 'x', '--to', 'http://127.0.0.1:1/in/x', '--wait'], says: "--wait needs the server's key" },
    { args: ['send', '-e', 'x', '--wait', '--timeout', 'soon'], says: '--timeout is a number of seconds' },
    { args: ['send', '-e', 'x', '--timeout', '3'], says: '--timeout goes with --wait' },
  ])('$args is wrong use', async ({ args, says }) => {
    const { code, out, err } = await runCli(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    expect(err).not.toMatch(/^\s+at /m);
  });

  test.each([
    { args: ['check', 'nowhere'], says: 'nowhere: there is no such file or folder' },
    { args: ['check', 'docs'], says: 'There is no template in docs' },
    { args: ['check', 'package.json'], says: 'package.json: this is no template' },
    {
      args: ['test', 'package.json'],
      says: 'package.json: this is no template: its name must end in .jsonata or .hbs',
    },
    { args: ['test', 'docs'], says: 'There is no template in docs' },
    { args: ['render', '-t', 'nowhere.hbs', '-i', 'package.json'], says: 'nowhere.hbs: there is no such file' },
    { args: ['render', '-t', 'samples', '-i', 'package.json'], says: 'samples holds several templates: name one.' },
    {
      args: ['render', '-t', 'samples/templates/tracking-note', '-i', 'no.json'],
      says: 'no.json: there is no such file',
    },
    { args: ['send', '-e', 'no.json', '--to', 'http://127.0.0.1:1/in/x'], says: 'no.json: there is no such file' },
  ])('$args names what is not there', async ({ args, says }) => {
    const { code, err } = await runCli(args);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});
