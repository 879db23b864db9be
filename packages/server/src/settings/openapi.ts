import { settingsInputSchema, settingsSchema, testMailInputSchema, testMailSchema } from '../contract/index.ts';
import { answerVersion, answerWith, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

export const settingsApi: NounApi = {
  tag: 'Settings',
  about:
    'How this server sends mail, and which networks deliveries may reach. What an environment variable sets cannot be changed here.',
  schemas: {
    Settings: {
      schema: settingsSchema,
      about: 'What is in force.',
      fields: {
        version: '0 until something is changed.',
        mailFrom: 'The sender of emails that name none.',
        allowNetworks: 'CIDRs that deliveries may reach although they are not public.',
        setBy: 'Which settings come from an environment variable.',
        warnings: 'What is allowed but risky.',
      },
    },
    TestMail: {
      schema: testMailSchema,
      about: 'How a test mail went.',
      fields: { message: 'One sentence for people.', reply: 'The mail server’s own line.' },
    },
  },
  operations: {
    'GET /api/v1/settings': {
      id: 'getSettings',
      summary: 'Read the settings',
      answers: { 200: answerVersion('The settings; the password of the mail server is masked.', settingsSchema) },
    },
    'PATCH /api/v1/settings': {
      id: 'changeSettings',
      summary: 'Change the settings',
      about: 'In force at once.',
      ifMatch: true,
      body: {
        schema: patchOf(settingsInputSchema),
        example: { mailFrom: 'Acme <orders@acme.example>', allowNetworks: ['10.20.0.0/16'] },
      },
      answers: { 200: answerVersion('The settings as they are now.', settingsSchema) },
      problems: ['not-possible-now'],
    },
    'POST /api/v1/settings/smtp/test': {
      id: 'sendTestMail',
      summary: 'Send a test mail',
      body: { schema: testMailInputSchema, example: { to: 'dana@example.com' } },
      answers: { 200: answerWith('What the mail server said.', testMailSchema) },
      problems: ['not-possible-now'],
    },
  },
};
