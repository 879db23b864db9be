import { defineBuiltIn, example, fromContext } from './define-built-in.ts';
import type { BuiltInDefinition, BuiltInFacts } from './define-built-in.ts';

const group = 'Text';
const facts: BuiltInFacts = { gives: 'string', takes: 'string', passesAbsence: true };
const returns = 'text';
const parameters = [fromContext('text', 'text', 'The text.')];

export const encodingFunctions: readonly BuiltInDefinition[] = [
  defineBuiltIn({
    name: 'base64encode',
    group,
    text: 'The text in Base64. Its characters must be at most `ÿ`.',
    parameters,
    returns,
    examples: [example('$base64encode("user:secret")', 'dXNlcjpzZWNyZXQ=')],
    facts,
  }),
  defineBuiltIn({
    name: 'base64decode',
    group,
    text: 'The text that Base64 stands for.',
    parameters,
    returns,
    examples: [example('$base64decode("dXNlcjpzZWNyZXQ=")', 'user:secret')],
    facts,
  }),
  defineBuiltIn({
    name: 'encodeUrlComponent',
    group,
    text: 'The text percent-encoded for one part of a URL, such as a query value.',
    parameters,
    returns,
    examples: [example('$encodeUrlComponent("a b&c")', 'a%20b%26c')],
    facts,
  }),
  defineBuiltIn({
    name: 'encodeUrl',
    group,
    text: 'A whole URL with the characters percent-encoded that no URL may have; `?`, `&` and `/` stay.',
    parameters,
    returns,
    examples: [example('$encodeUrl("https://example.com/?name=a b")', 'https://example.com/?name=a%20b')],
    facts,
  }),
  defineBuiltIn({
    name: 'decodeUrlComponent',
    group,
    text: 'The text that a percent-encoded part of a URL stands for.',
    parameters,
    returns,
    examples: [example('$decodeUrlComponent("a%20b%26c")', 'a b&c')],
    facts,
  }),
  defineBuiltIn({
    name: 'decodeUrl',
    group,
    text: 'What `$encodeUrl` encoded, as it was.',
    parameters,
    returns,
    examples: [example('$decodeUrl("https://example.com/?name=a%20b")', 'https://example.com/?name=a b')],
    facts,
  }),
];
