import {
  diagnosticSchema,
  pageQuerySchema,
  partialsInputSchema,
  partialsSchema,
  publishInputSchema,
  renderInputSchema,
  renderResultSchema,
  renderTemplateInputSchema,
  revisionSchema,
  templateInputSchema,
  templateSchema,
} from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerVersion, answerWith, NO_CONTENT, PAGE_ABOUT, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const params = { id: { about: 'The template.', example: EXAMPLE_IDS.template } };
const revisionParams = { ...params, n: { about: 'The number of the revision, from 1.', example: '1' } };

export const templateApi: NounApi = {
  tag: 'Templates',
  about:
    'What turns a payload into what a customer wants: a draft that people edit, and revisions that live events use.',
  schemas: {
    Template: {
      schema: templateSchema,
      about: 'A template: its draft, and which revision is published.',
      fields: {
        source: 'The draft. Live events use the published revision.',
        eventType: 'The event type that it is designed for.',
        target: 'What the output is to look like: the mapper lists what is missing. Nothing is sent otherwise for it.',
        cases: 'How its cases stand with the draft as it is.',
        usesPartials: 'The templates that it calls, and which revision of them is frozen into what is published.',
      },
    },
    TemplateInput: { schema: templateInputSchema, about: 'A template as it is made.' },
    Revision: { schema: revisionSchema, about: 'An immutable published state of a template.' },
    Diagnostic: {
      schema: diagnosticSchema,
      about: 'What the engine has to say about a template or a rendering.',
      fields: {
        span: 'The place in the source, from `start` up to `end`.',
        fix: 'Edits that would mend it, each of the source as it is; absent where none is known.',
      },
    },
    RenderResult: {
      schema: renderResultSchema,
      about: 'A rendering, or why there is none.',
      fields: {
        body: 'Null when rendering failed; then a diagnostic of severity `error` says why.',
        query: 'What goes into the URL, percent-encoded; null unless the format is `query`.',
        value: 'What a JSONata template gave, before it was encoded.',
      },
    },
  },
  operations: {
    'GET /api/v1/templates': {
      id: 'listTemplates',
      summary: 'List templates',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 1 },
      answers: { 200: answerPage('A page of templates.', templateSchema) },
    },
    'POST /api/v1/templates': {
      id: 'createTemplate',
      summary: 'Add a template',
      body: {
        schema: templateInputSchema,
        example: {
          name: 'Shipment notice',
          language: 'jsonata',
          source: '{ "order": data.orderId, "carrier": $uppercase(data.carrier), "parcel": data.tracking }',
          format: 'json',
          eventType: 'order.shipped',
        },
      },
      answers: { 201: answerVersion('The template, not yet published.', templateSchema) },
    },
    'GET /api/v1/templates/:id': {
      id: 'getTemplate',
      summary: 'Read a template',
      params,
      answers: { 200: answerVersion('The template.', templateSchema) },
    },
    'PATCH /api/v1/templates/:id': {
      id: 'changeTemplate',
      summary: 'Change the draft of a template',
      about: 'Drafts may have errors. Live events are not touched before it is published.',
      params,
      ifMatch: true,
      body: { schema: patchOf(templateInputSchema), example: { source: '{ "order": data.orderId }' } },
      answers: { 200: answerVersion('The template as it is now.', templateSchema) },
      problems: ['not-possible-now', 'has-dependants'],
    },
    'DELETE /api/v1/templates/:id': {
      id: 'deleteTemplate',
      summary: 'Delete a template',
      about: 'Refused while triggers use it.',
      params,
      answers: { 204: NO_CONTENT },
      problems: ['has-dependants'],
    },
    'POST /api/v1/templates/:id/publish': {
      id: 'publishTemplate',
      summary: 'Publish the draft',
      about: 'Makes an immutable revision of it, which events that are accepted from now on use. Its cases must pass.',
      params,
      ifMatch: true,
      body: { schema: publishInputSchema, example: { note: 'Carrier in capitals' } },
      answers: { 201: answerVersion('The revision.', revisionSchema) },
      problems: ['invalid-template', 'cases-failed', 'storage-unavailable'],
    },
    'GET /api/v1/templates/:id/revisions': {
      id: 'listRevisions',
      summary: 'List the revisions of a template',
      about: 'Newest first.',
      params,
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      answers: { 200: answerPage('A page of revisions.', revisionSchema) },
    },
    'GET /api/v1/templates/:id/revisions/:n': {
      id: 'getRevision',
      summary: 'Read a revision',
      params: revisionParams,
      answers: { 200: answerWith('The revision.', revisionSchema) },
    },
    'POST /api/v1/templates/:id/revisions/:n/restore': {
      id: 'restoreRevision',
      summary: 'Make a revision the draft again',
      about: 'What is published stays published.',
      params: revisionParams,
      ifMatch: true,
      answers: { 200: answerVersion('The template, its draft replaced.', templateSchema) },
      problems: ['not-possible-now'],
    },
    'POST /api/v1/templates/:id/render': {
      id: 'renderTemplate',
      summary: 'Render a template',
      about:
        'The draft, or a revision, on a sample, a payload or an event on record: give exactly one. Nothing is sent.',
      params,
      body: {
        schema: renderTemplateInputSchema,
        example: { payload: { data: { orderId: '223827', carrier: 'ups', tracking: '1Z999AA10123456784' } } },
      },
      answers: { 200: answerWith('The rendering. A template that fails is an answer too.', renderResultSchema) },
    },
    'POST /api/v1/partials': {
      id: 'readPartials',
      summary: 'Read what a template calls',
      about:
        'The published sources of templates by name, with those that they call in turn: what the engine takes as `partials`.',
      body: { schema: partialsInputSchema, example: { names: ['Shipment notice'], format: 'json' } },
      answers: { 200: answerWith('Each name, with its source or why there is none.', partialsSchema) },
    },
    'POST /api/v1/render': {
      id: 'render',
      summary: 'Render a source',
      about: 'Stateless: nothing is kept.',
      body: {
        schema: renderInputSchema,
        example: {
          language: 'handlebars',
          source: 'Order {{data.orderId}} is on its way.',
          format: 'text',
          payload: { data: { orderId: '223827' } },
        },
      },
      answers: { 200: answerWith('The rendering.', renderResultSchema) },
    },
  },
};
