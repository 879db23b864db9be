import {
  caseFieldsSchema,
  caseInputSchema,
  caseResultSchema,
  caseRunSchema,
  duplicateInputSchema,
  pageQuerySchema,
  runCasesInputSchema,
  templateCaseSchema,
  templateSchema,
} from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerVersion, answerWith, NO_CONTENT, PAGE_ABOUT, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const params = { id: { about: 'The template.', example: EXAMPLE_IDS.template } };
const caseParams = { ...params, caseId: { about: 'The case.', example: EXAMPLE_IDS.templateCase } };

export const templateCaseApi: NounApi = {
  tag: 'Template cases',
  about: 'Payloads and what must come of them: run before a template is published, and by `postmap test`.',
  schemas: {
    TemplateCase: {
      schema: templateCaseSchema,
      about: 'A payload and what must come of it.',
      fields: {
        payload: 'JSON text; null where `sampleId` names the payload.',
        context: 'What the template reads beside the payload: event, customer, trigger.',
        expected: 'The body, byte for byte; null where rendering must fail.',
        expectedDiagnostics: 'What rendering must report, a line each: `warning[code]: message`.',
      },
    },
    CaseInput: {
      schema: caseInputSchema,
      about: 'A case as it is made. Without `expected`, what the draft gives now is expected.',
    },
    CaseResult: {
      schema: caseResultSchema,
      about: 'What became of a case.',
      fields: {
        problem: 'What is wrong, in a sentence; null when it passed.',
        line: 'Where the difference begins, from 1.',
      },
    },
  },
  operations: {
    'POST /api/v1/templates/:id/duplicate': {
      id: 'duplicateTemplate',
      summary: 'Copy a template with its cases',
      params,
      body: { schema: duplicateInputSchema, example: { name: 'Shipment notice for Acme' } },
      answers: { 201: answerVersion('The copy, not published.', templateSchema) },
    },
    'GET /api/v1/templates/:id/cases': {
      id: 'listCases',
      summary: 'List the cases of a template',
      params,
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      answers: { 200: answerPage('A page of cases.', templateCaseSchema) },
    },
    'POST /api/v1/templates/:id/cases': {
      id: 'createCase',
      summary: 'Add a case',
      params,
      body: {
        schema: caseInputSchema,
        example: { name: 'No tracking yet', payload: '{"data":{"id":"223827"}}', expected: '{"id":"223827"}' },
      },
      answers: { 201: answerVersion('The case.', templateCaseSchema) },
      problems: ['name-taken', 'not-possible-now'],
    },
    'GET /api/v1/templates/:id/cases/:caseId': {
      id: 'getCase',
      summary: 'Read a case',
      params: caseParams,
      answers: { 200: answerVersion('The case.', templateCaseSchema) },
    },
    'PATCH /api/v1/templates/:id/cases/:caseId': {
      id: 'changeCase',
      summary: 'Change a case',
      params: caseParams,
      ifMatch: true,
      body: { schema: patchOf(caseFieldsSchema), example: { name: 'Nothing to track' } },
      answers: { 200: answerVersion('The case as it is now.', templateCaseSchema) },
      problems: ['name-taken'],
    },
    'DELETE /api/v1/templates/:id/cases/:caseId': {
      id: 'deleteCase',
      summary: 'Delete a case',
      params: caseParams,
      answers: { 204: NO_CONTENT },
    },
    'POST /api/v1/templates/:id/cases/run': {
      id: 'runCases',
      summary: 'Run the cases of a template',
      about: 'On the saved draft, on a revision, or on a draft that is not saved.',
      params,
      body: { schema: runCasesInputSchema, example: {} },
      answers: { 200: answerWith('How many passed, and each result.', caseRunSchema) },
    },
  },
};
