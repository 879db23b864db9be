import { defineFunction } from './define-function.ts';
import { isNothing } from './is-nothing.ts';

export const defaultFunction = defineFunction({
  name: 'default',
  text: 'The value, or `otherwise` where there is none: where the field is missing, null or empty text. `0` and `false` are values.',
  parameters: [
    { name: 'value', type: 'anything', text: 'What to give if it is there.' },
    { name: 'otherwise', type: 'anything', text: 'What to give if it is not.' },
  ],
  returns: 'the one or the other, as it is',
  examples: [
    {
      payload: { phone: '' },
      jsonata: '$default(phone, "none")',
      handlebars: '{{default phone "none"}}',
      result: 'none',
    },
    {
      payload: { phone: '0123' },
      jsonata: '$default(phone, "none")',
      handlebars: '{{default phone "none"}}',
      result: '0123',
    },
    {
      payload: { order: { total: null } },
      jsonata: '$default($money(order.total), "0.00")',
      handlebars: '{{default (money order.total) "0.00"}}',
      result: '0.00',
    },
  ],
  evaluate: ([value, otherwise]) => (isNothing(value) ? otherwise : value),
});
