import { sampleInputSchema, sampleSchema } from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerWith, NO_CONTENT, PAGE_ABOUT, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';
import { sampleQuerySchema } from './routes.ts';

const params = { id: { about: 'The sample.', example: EXAMPLE_IDS.sample } };

export const sampleApi: NounApi = {
  tag: 'Samples',
  about: 'Saved payloads to design templates against. Those that come with Postmap cannot be changed.',
  schemas: {
    Sample: {
      schema: sampleSchema,
      about: 'A saved payload.',
      fields: { body: 'JSON text, kept byte for byte.', builtIn: 'Comes with Postmap, and stays as it is.' },
    },
    SampleInput: { schema: sampleInputSchema, about: 'A sample as it is saved.' },
  },
  operations: {
    'GET /api/v1/samples': {
      id: 'listSamples',
      summary: 'List samples',
      query: sampleQuerySchema,
      queryAbout: { ...PAGE_ABOUT, eventType: 'Only samples of this event type.' },
      queryExample: { limit: 1, eventType: 'order.shipped' },
      answers: { 200: answerPage('A page of samples.', sampleSchema) },
    },
    'POST /api/v1/samples': {
      id: 'createSample',
      summary: 'Save a sample',
      body: {
        schema: sampleInputSchema,
        example: {
          name: 'Two parcels',
          eventType: 'order.shipped',
          body: '{"type":"order.shipped","data":{"orderId":"223827","parcels":2}}',
        },
      },
      answers: { 201: answerWith('The sample.', sampleSchema) },
    },
    'GET /api/v1/samples/:id': {
      id: 'getSample',
      summary: 'Read a sample',
      params,
      answers: { 200: answerWith('The sample.', sampleSchema) },
    },
    'PATCH /api/v1/samples/:id': {
      id: 'changeSample',
      summary: 'Change a sample',
      params,
      body: { schema: patchOf(sampleInputSchema), example: { name: 'Two parcels, one late' } },
      answers: { 200: answerWith('The sample as it is now.', sampleSchema) },
      problems: ['not-possible-now'],
    },
    'DELETE /api/v1/samples/:id': {
      id: 'deleteSample',
      summary: 'Delete a sample',
      params,
      answers: { 204: NO_CONTENT },
      problems: ['not-possible-now', 'has-dependants'],
    },
  },
};
