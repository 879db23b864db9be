import { customerInputSchema, customerSchema, pageQuerySchema } from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerVersion, NO_CONTENT, PAGE_ABOUT, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const params = { id: { about: 'The customer.', example: EXAMPLE_IDS.customer } };

export const customerApi: NounApi = {
  tag: 'Customers',
  about: 'Who receives postbacks. A customer owns triggers, and has variables that templates may read.',
  schemas: {
    Customer: {
      schema: customerSchema,
      about: 'Who receives postbacks.',
      fields: {
        version: 'Counts the changes; the ETag.',
        externalId: 'The customer’s id in the sending system: events that carry it reach only this customer.',
        variables: 'Read by templates as `$customer.variables`; never secret.',
        triggerCount: 'How many triggers it owns.',
      },
    },
    CustomerInput: { schema: customerInputSchema, about: 'A customer as it is made.' },
  },
  operations: {
    'GET /api/v1/customers': {
      id: 'listCustomers',
      summary: 'List customers',
      about: 'In the order in which they were made.',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 1 },
      answers: { 200: answerPage('A page of customers.', customerSchema) },
    },
    'POST /api/v1/customers': {
      id: 'createCustomer',
      summary: 'Add a customer',
      body: {
        schema: customerInputSchema,
        example: { name: 'Acme Outfitters', externalId: 'acme-7', variables: { warehouse: 'Reno', taxRate: 0.0825 } },
      },
      answers: { 201: answerVersion('The customer.', customerSchema) },
    },
    'GET /api/v1/customers/:id': {
      id: 'getCustomer',
      summary: 'Read a customer',
      params,
      answers: { 200: answerVersion('The customer.', customerSchema) },
    },
    'PATCH /api/v1/customers/:id': {
      id: 'changeCustomer',
      summary: 'Change a customer',
      about: 'Fields that are left out stay as they are. `variables` is replaced whole.',
      params,
      ifMatch: true,
      body: { schema: patchOf(customerInputSchema), example: { variables: { warehouse: 'Salt Lake City' } } },
      answers: { 200: answerVersion('The customer as it is now.', customerSchema) },
    },
    'DELETE /api/v1/customers/:id': {
      id: 'deleteCustomer',
      summary: 'Delete a customer',
      about: 'Refused while it owns triggers.',
      params,
      answers: { 204: NO_CONTENT },
      problems: ['has-dependants'],
    },
  },
};
