import { useMemo } from 'react';
import { splitJson } from '../core/json-tokens.ts';
import type { JsonToken } from '../core/json-tokens.ts';

/** Longer texts stay plain: a span per value would make the page slow. */
const mostColoured = 60_000;

const looks: Readonly<Record<JsonToken['kind'], string | undefined>> = {
  key: undefined,
  string: 'text-text-value',
  number: 'text-number-value',
  word: 'text-number-value',
  rest: 'text-mut',
};

/** JSON text in colour. */
export function JsonText({ text }: { text: string }) {
  const tokens = useMemo(() => (text.length > mostColoured ? undefined : splitJson(text)), [text]);
  if (tokens === undefined) return text;
  return tokens.map((token, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- tokens have no identity but their place
    <span key={index} className={looks[token.kind]}>
      {token.text}
    </span>
  ));
}

/** A body: JSON indented and in colour, anything else as it is. */
export function BodyText({ body, pretty }: { body: string; pretty: string | undefined }) {
  return pretty === undefined ? body : <JsonText text={pretty} />;
}
