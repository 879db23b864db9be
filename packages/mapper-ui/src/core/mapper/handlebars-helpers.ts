/** A Handlebars helper the engine knows. */
export interface HandlebarsHelper {
  readonly name: string;
  readonly block: boolean;
  readonly signature: string;
  readonly text: string;
}

export const HANDLEBARS_HELPERS: readonly HandlebarsHelper[] = [
  {
    name: 'if',
    block: true,
    signature: '{{#if value}}…{{else}}…{{/if}}',
    text: 'The block when the value is not empty, else the other.',
  },
  {
    name: 'unless',
    block: true,
    signature: '{{#unless value}}…{{/unless}}',
    text: 'The block when the value is empty.',
  },
  {
    name: 'each',
    block: true,
    signature: '{{#each list}}…{{/each}}',
    text: 'The block for each item; inside, names are the item’s fields.',
  },
  {
    name: 'with',
    block: true,
    signature: '{{#with object}}…{{/with}}',
    text: 'The block with the object’s fields as names.',
  },
  {
    name: 'lookup',
    block: false,
    signature: 'lookup object key',
    text: 'The field of the object whose name is the value of key.',
  },
];

/** Postmap's functions, which are helpers too. */
const FUNCTION_NAMES = ['date', 'money', 'default', 'table'];

/** A single word of these calls a helper; a field of the same name is read as `this.date`. */
export const HELPER_NAMES: ReadonlySet<string> = new Set([
  ...HANDLEBARS_HELPERS.map(({ name }) => name),
  ...FUNCTION_NAMES,
]);

/** What `@` names mean; the first three only inside `each`. */
export const HANDLEBARS_DATA: readonly { name: string; text: string; loop: boolean }[] = [
  { name: '@index', text: 'Position in the list, from 0.', loop: true },
  { name: '@first', text: 'True for the first item.', loop: true },
  { name: '@last', text: 'True for the last item.', loop: true },
  { name: '@key', text: 'The key, when each goes over an object.', loop: true },
  { name: '@root', text: 'The whole payload, from inside a block.', loop: false },
  { name: '@event', text: 'The event: type, id, time, facts.', loop: false },
  { name: '@customer', text: 'The customer: id, externalId, name, variables.', loop: false },
  { name: '@trigger', text: 'The trigger: id, name.', loop: false },
];
