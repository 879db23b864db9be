export interface HelperExample {
  readonly handlebars: string;
  readonly payload: unknown;
  readonly result: string;
}

/** What people are told of a helper that Handlebars brings along. */
export interface HelperReference {
  readonly name: string;
  /** It has a body: `{{#each …}}…{{/each}}`. */
  readonly isBlock: boolean;
  /** `{{#each list}}…{{else}}…{{/each}}` */
  readonly signature: string;
  /** Markdown. */
  readonly text: string;
  readonly parameters: readonly { readonly name: string; readonly type: string; readonly text: string }[];
  readonly examples: readonly HelperExample[];
}

const condition = {
  name: 'value',
  type: 'anything',
  text: 'What is asked: a missing field, null, `false`, `0`, "" and an empty array are false; the text "0" is true.',
};

export const helperReference: readonly HelperReference[] = [
  {
    name: 'if',
    isBlock: true,
    signature: '{{#if value}}…{{else}}…{{/if}}',
    text: 'Writes the block where the value is there and not empty, else what follows `{{else}}`. `{{else if other}}` asks on.',
    parameters: [condition],
    examples: [
      {
        handlebars: '{{#if note}}Note: {{note}}{{else}}No note{{/if}}',
        payload: { note: 'gift' },
        result: 'Note: gift',
      },
    ],
  },
  {
    name: 'unless',
    isBlock: true,
    signature: '{{#unless value}}…{{else}}…{{/unless}}',
    text: 'Writes the block where the value is missing or empty.',
    parameters: [condition],
    examples: [
      { handlebars: '{{#unless paid}}Please pay.{{/unless}}', payload: { paid: false }, result: 'Please pay.' },
    ],
  },
  {
    name: 'each',
    isBlock: true,
    signature: '{{#each list as |item index|}}…{{else}}…{{/each}}',
    text: 'Writes the block for each item of an array or field of an object; in it, names are fields of the item, `../` is what is outside, `@index`, `@first`, `@last` and `@key` say which one it is. What follows `{{else}}` is written where there are none.',
    parameters: [{ name: 'list', type: 'array or object', text: 'What to go through.' }],
    examples: [
      {
        handlebars: '{{#each items}}{{@index}}: {{sku}} for {{../name}}; {{/each}}',
        payload: { name: 'Cody', items: [{ sku: 'A' }, { sku: 'B' }] },
        result: '0: A for Cody; 1: B for Cody; ',
      },
      {
        handlebars: '{{#each items as |item|}}{{item.sku}} {{/each}}',
        payload: { items: [{ sku: 'A' }, { sku: 'B' }] },
        result: 'A B ',
      },
    ],
  },
  {
    name: 'with',
    isBlock: true,
    signature: '{{#with object as |name|}}…{{else}}…{{/with}}',
    text: 'Writes the block with the fields of the object as names, or what follows `{{else}}` where the object is missing or empty.',
    parameters: [{ name: 'object', type: 'object', text: 'What names are looked up in.' }],
    examples: [
      {
        handlebars: '{{#with order.customer}}{{name}}{{/with}}',
        payload: { order: { customer: { name: 'Cody' } } },
        result: 'Cody',
      },
    ],
  },
  {
    name: 'lookup',
    isBlock: false,
    signature: '{{lookup object key}}',
    text: 'The field of an object, or item of an array, whose name or position is the value of `key`.',
    parameters: [
      { name: 'object', type: 'object or array', text: 'Where to look.' },
      { name: 'key', type: 'text or number', text: 'The name, or the position from 0.' },
    ],
    examples: [
      {
        handlebars: '{{lookup prices currency}}',
        payload: { currency: 'EUR', prices: { EUR: '12.50' } },
        result: '12.50',
      },
    ],
  },
];

export interface DataReference {
  readonly name: string;
  /** Markdown. */
  readonly text: string;
  /** Only within `{{#each}}`. */
  readonly isOfLoop: boolean;
}

/** What names with `@` stand for. */
export const dataReference: readonly DataReference[] = [
  { name: 'index', text: 'The position of the item, from 0.', isOfLoop: true },
  { name: 'first', text: 'True for the first item.', isOfLoop: true },
  { name: 'last', text: 'True for the last item.', isOfLoop: true },
  { name: 'key', text: 'The name of the field where an object is gone through, else the position.', isOfLoop: true },
  { name: 'root', text: 'The whole payload, from anywhere.', isOfLoop: false },
  { name: 'event', text: 'The event: `type`, `id`, `time`, `facts`.', isOfLoop: false },
  { name: 'customer', text: 'The customer: `id`, `externalId`, `name`, `variables`.', isOfLoop: false },
  { name: 'trigger', text: 'The trigger: `id`, `name`.', isOfLoop: false },
];
