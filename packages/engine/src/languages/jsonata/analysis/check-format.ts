import type { Format } from '../../../formats/format.ts';
import { describeType } from '../../../shapes/describe-shape.ts';
import type { ValueType } from '../../../shapes/shape.ts';
import { isXmlName } from '../../../formats/xml-text.ts';
import type { SyntaxNode } from '../tree/syntax-node.ts';
import type { Analyst } from './analyst.ts';
import { knownTypes } from './meaning.ts';
import type { BuiltField, Meaning } from './meaning.ts';

interface Rule {
  takes: readonly ValueType[];
  wants: string;
}

const OBJECT: Rule = { takes: ['object'], wants: 'an object' };
const TEXT: Rule = { takes: ['string'], wants: 'text: join its parts with &, or choose JSON' };

const RULES: Readonly<Record<Exclude<Format, 'json'>, Rule>> = {
  text: TEXT,
  html: TEXT,
  form: OBJECT,
  query: OBJECT,
  xml: OBJECT,
  csv: { takes: ['object', 'array'], wants: 'an object or an array of objects' },
};

/** What the template gives, where it is known, and what its format can carry. */
export function checkFormat(analyst: Analyst, root: SyntaxNode, meaning: Meaning): void {
  const { format } = analyst;
  if (meaning.isFunction === true) {
    analyst.report('format-type', `the output is a function, which ${format} cannot carry: call it`, root);
  }
  if (format !== 'json') checkRoot(analyst, root, meaning, RULES[format]);
  checkFields(analyst, meaning, 0);
  if (meaning.items !== undefined) checkFields(analyst, meaning.items, 0);
}

function checkRoot(analyst: Analyst, root: SyntaxNode, meaning: Meaning, { takes, wants }: Rule): void {
  const { format } = analyst;
  const isSequence = meaning.loop !== undefined;
  const types = [...(knownTypes(meaning) ?? [])];
  if (types.length === 0 || types.some((type) => takes.includes(type))) return;
  const [type] = types;
  if (type === undefined || (isSequence && takes.includes('array') && type === 'object')) return;
  const met = types.map(describeType).join(' or ');
  analyst.report('format-type', `the output is ${met}; ${format} needs ${wants}`, root);
}

function checkFields(analyst: Analyst, { fields }: Meaning, depth: number): void {
  if (fields === undefined || depth > 64) return;
  for (const [name, field] of fields) {
    checkField(analyst, name, field);
    checkFields(analyst, field.meaning, depth + 1);
    if (field.meaning.items !== undefined) checkFields(analyst, field.meaning.items, depth + 1);
  }
}

function checkField(analyst: Analyst, name: string, { key, value, meaning }: BuiltField): void {
  const { format } = analyst;
  const types = [...(knownTypes(meaning) ?? [])];
  const isNested = types.length > 0 && types.every((type) => type === 'object' || type === 'array');
  if (meaning.isFunction === true) {
    analyst.report('format-type', `\`${name}\` is a function, which ${format} cannot carry: call it`, value);
  } else if (format === 'csv' && isNested) {
    const met = types.map(describeType).join(' or ');
    const message = `\`${name}\` is ${met}; a CSV cell holds one value: name one of its fields, or join its items`;
    analyst.report('format-type', message, value);
  } else if (format === 'xml') checkXmlField(analyst, name, key, isNested);
}

function checkXmlField(analyst: Analyst, name: string, key: SyntaxNode, isNested: boolean): void {
  const isAttribute = name.startsWith('@');
  if (isNested && (isAttribute || name === '#text')) {
    const what = isAttribute ? 'an attribute' : 'text';
    analyst.report('format-type', `\`${name}\` is not one value, as ${what} in XML must be`, key);
  }
  const bare = isAttribute ? name.slice(1) : name;
  if (name === '#text' || isXmlName(bare)) return;
  const message = `\`${name}\` is no XML name: a name starts with a letter or _ and has no spaces`;
  analyst.report('format-type', message, key);
}
