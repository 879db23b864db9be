/** What Postmap and JSONata bind beside the variables of the template, by name without its dollar sign: Markdown. */
export const CONTEXT_VARIABLES: ReadonlyMap<string, string> = new Map([
  ['', 'What names are looked up in here: the payload, the item of a loop, the step before.'],
  ['$', 'The whole payload, from anywhere.'],
  ['event', 'The event: `type`, `id`, `time`, `facts`.'],
  ['customer', 'The customer: `id`, `externalId`, `name`, `variables`.'],
  ['trigger', 'The trigger: `id`, `name`.'],
]);
