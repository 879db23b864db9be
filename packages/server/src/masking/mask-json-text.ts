import { findMaskRule, hideValue, inheritMaskRule, type MaskRule } from './mask-rules.ts';

interface Container {
  /** The key it stands under, and the rule that holds for all that is in it. */
  readonly key: string;
  readonly rule: MaskRule | null;
  /** The key whose value comes next; null in an array and before a key. */
  pendingKey: string | null;
}

/**
 * Masks JSON as text: every byte that is not hidden stays, numbers beyond a double too, and text that was cut in the
 * middle is masked up to the cut. Linear in the text's length, whatever it nests.
 *
 * @param maskInner masks the text inside a string that its key says nothing of
 */
export function maskJsonText(text: string, maskInner: (inner: string) => string): string {
  const root: Container = { key: '', rule: null, pendingKey: null };
  const containers: Container[] = [];
  let output = '';
  let copied = 0;
  let position = 0;

  while (position < text.length) {
    const start = position;
    const character = text.charAt(start);
    const container = containers.at(-1) ?? root;
    if (STRUCTURE.test(character)) {
      position += 1;
      if (character === '{' || character === '[') {
        containers.push({ key: container.pendingKey ?? container.key, rule: ruleOf(container), pendingKey: null });
      } else if (character === '}' || character === ']') containers.pop();
      else if (character === ',') container.pendingKey = null;
      continue;
    }
    position = character === '"' ? findStringEnd(text, start) : findLiteralEnd(text, start);
    const token = text.slice(start, position);
    // Keys without quotes, and where a comma is missing, are no JSON, but endpoints do answer such.
    if (isFollowedByColon(text, position)) {
      container.pendingKey = decodeString(token);
      continue;
    }
    const masked = maskScalar(token, ruleOf(container), maskInner);
    if (masked === token) continue;
    output += text.slice(copied, start) + masked;
    copied = position;
  }
  return output + text.slice(copied);
}

const STRUCTURE = /[\s:,{}[\]]/;

function maskScalar(token: string, rule: MaskRule | null, maskInner: (inner: string) => string): string {
  if (!token.startsWith('"')) {
    if (/^(?:true|false|null)$/.test(token)) return token;
    if (rule === null) return token.includes('=') ? maskInner(token) : token;
    const hidden = hideValue(rule, token);
    return hidden === token ? token : JSON.stringify(hidden);
  }
  const value = decodeString(token);
  const hidden = rule === null ? value : hideValue(rule, value);
  const masked = hidden === value ? maskInner(value) : hidden;
  return masked === value ? token : JSON.stringify(masked);
}

function ruleOf(container: Container): MaskRule | null {
  if (container.pendingKey === null) return container.rule;
  return inheritMaskRule(container.rule, findMaskRule(container.pendingKey, container.key));
}

/** The position after the closing quote, or the end of a text that was cut. */
function findStringEnd(text: string, start: number): number {
  for (let position = start + 1; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (character === '\\') position += 1;
    else if (character === '"') return position + 1;
  }
  return text.length;
}

function findLiteralEnd(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length && !/[\s{}[\],:"]/.test(text.charAt(position))) position += 1;
  return position;
}

function isFollowedByColon(text: string, position: number): boolean {
  let next = position;
  while (next < text.length && /\s/.test(text.charAt(next))) next += 1;
  return text.charAt(next) === ':';
}

function decodeString(token: string): string {
  try {
    const value: unknown = JSON.parse(token);
    if (typeof value === 'string') return value;
  } catch {
    // Cut in the middle, or not quite JSON: what can be read of it is judged as it stands.
  }
  return token.replace(/^"/, '').replace(/"$/, '');
}
