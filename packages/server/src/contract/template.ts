import { z } from 'zod';
import { FORMATS, LANGUAGES, MAX_TARGET_TEXT, readTargetText, TARGET_KINDS } from '@postmap/engine';
import { entityFields, nameSchema, timestampSchema } from './entity.ts';

export const languageSchema = z.enum(LANGUAGES);
export const formatSchema = z.enum(FORMATS);
/** `csvFormulas`: what becomes of CSV cells that a spreadsheet would run; `escape` unless said. */
export const formatOptionsSchema = z.strictObject({ csvFormulas: z.enum(['escape', 'keep']).optional() });
export const sourceSchema = z.string().max(65_536, 'A template is at most 64 KiB');

/**
 * What says how the output should look: an output as the receiver wants it, a JSON Schema, or an OpenAPI 3 document, as JSON text; of a
 * document the request body of `operation`, such as `POST /orders`, or of its first one.
 */
export const templateTargetSchema = z.strictObject({
  kind: z.enum(TARGET_KINDS),
  text: z.string().max(MAX_TARGET_TEXT, 'A target is at most 256 KiB'),
  operation: z.string().max(300).nullable().default(null),
});
export type TemplateTarget = z.infer<typeof templateTargetSchema>;

/** One that says which fields are wanted. */
export const readableTargetSchema = templateTargetSchema.check((context) => {
  const { problem } = readTargetText(context.value);
  if (problem === undefined) return;
  context.issues.push({ code: 'custom', message: problem, input: context.value.text, path: ['text'] });
});

export const templateInputSchema = z.strictObject({
  name: nameSchema,
  description: z.string().max(2_000).default(''),
  language: languageSchema.default('jsonata'),
  source: sourceSchema.default(''),
  format: formatSchema.default('json'),
  formatOptions: formatOptionsSchema.default({}),
  /** The event type it is designed for; only the mapper's choice of samples depends on it. */
  eventType: z.string().nullable().default(null),
  /** What the mapper holds the draft against; rendering and revisions do not depend on it. */
  target: readableTargetSchema.nullable().default(null),
});
export type TemplateInput = z.infer<typeof templateInputSchema>;

/** `source`, `language`, `format` and `formatOptions` are the draft; live events use the published revision. */
export const templateSchema = z.object({
  ...entityFields,
  ...templateInputSchema.shape,
  target: templateTargetSchema.nullable(),
  published: z.object({ revision: z.number().int(), publishedAt: timestampSchema }).nullable(),
  changedSincePublish: z.boolean(),
  /** `passed` and `failed` count what is known of the draft as it is; the rest did not run since it, or they, changed. */
  cases: z.object({ total: z.number().int(), passed: z.number().int(), failed: z.number().int() }),
  usedBy: z.array(z.object({ triggerId: z.string(), triggerName: z.string(), customerId: z.string() })),
  /**
   * The templates that the draft calls (`{{> name}}`), and those that the published revision was published with, by name: which revision that
   * was, null for one that only the draft calls, and which is published now, null for none.
   */
  usesPartials: z.array(
    z.object({
      name: z.string(),
      templateId: z.string().nullable(),
      frozenRevision: z.number().int().nullable(),
      publishedRevision: z.number().int().nullable(),
    }),
  ),
  /** One of them was published anew since this template was: live events use it only after this is published again. */
  partialsOutdated: z.boolean(),
});
export type TemplateResource = z.infer<typeof templateSchema>;

/** Body of POST /templates/:id/publish. `force` publishes though cases fail. */
export const publishInputSchema = z.strictObject({
  note: z.string().max(500).default(''),
  force: z.boolean().default(false),
});
export type PublishInput = z.infer<typeof publishInputSchema>;

/** A template that another calls, as it was when that was published. */
export const frozenPartialSchema = z.object({
  name: z.string(),
  templateId: z.string(),
  revision: z.number().int().min(1),
  source: z.string(),
});
export type FrozenPartial = z.infer<typeof frozenPartialSchema>;

/** An immutable published state of a template; `revision` counts from 1. */
export const revisionSchema = z.object({
  templateId: z.string(),
  revision: z.number().int().min(1),
  language: languageSchema,
  source: z.string(),
  format: formatSchema,
  formatOptions: formatOptionsSchema.default({}),
  /** All that it calls, and that those call: later changes to them do not reach it. */
  partials: z.array(frozenPartialSchema).default([]),
  note: z.string(),
  publishedAt: timestampSchema,
  publishedBy: z.string(),
});
export type Revision = z.infer<typeof revisionSchema>;

/** UTF-16 offsets into a source, `[start, end)`. */
const spanSchema = z.object({ start: z.number().int(), end: z.number().int() });
/** Edits of the source that would mend what is wrong, in source order; they do not overlap. */
export const fixSchema = z.object({ title: z.string(), edits: z.array(spanSchema.extend({ text: z.string() })) });
export const diagnosticSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  span: spanSchema.optional(),
  /** Where the fault lies in a template that this one calls: its name and the place there. `span` is then the call that leads to it. */
  partial: z.object({ name: z.string(), span: spanSchema.optional() }).optional(),
  fix: fixSchema.optional(),
});
export type DiagnosticResource = z.infer<typeof diagnosticSchema>;

/** Body of POST /templates/:id/render: exactly one of the three inputs; without `draft: false` the draft is rendered. */
export const renderTemplateInputSchema = z
  .strictObject({
    sampleId: z.string().optional(),
    payload: z.json().optional(),
    eventId: z.string().optional(),
    revision: z.number().int().min(1).optional(),
  })
  .refine(
    (input) => [input.sampleId, input.payload, input.eventId].filter((choice) => choice !== undefined).length === 1,
    'Give exactly one of sampleId, payload, eventId',
  );
export type RenderTemplateInput = z.infer<typeof renderTemplateInputSchema>;

/** Body of POST /partials: which names a draft of this format calls. */
export const partialsInputSchema = z.strictObject({
  names: z.array(nameSchema).max(200, 'Ask for at most 200 names'),
  format: formatSchema,
});
export type PartialsInput = z.infer<typeof partialsInputSchema>;

/**
 * What the names stand for as it is published now, and what those templates call in turn, in the form that the engine takes as a template's
 * `partials`. Where a name is not known, the names of all templates are there too, for the engine to suggest one.
 */
export const partialsSchema = z.object({
  partials: z.record(
    z.string(),
    z.union([
      z.object({ language: languageSchema, source: z.string(), format: formatSchema }),
      z.object({ unavailable: z.string() }),
    ]),
  ),
});
export type PartialsResource = z.infer<typeof partialsSchema>;

/** Body of POST /render, which keeps nothing. */
export const renderInputSchema = z.strictObject({
  language: languageSchema,
  source: sourceSchema,
  format: formatSchema,
  formatOptions: formatOptionsSchema.default({}),
  payload: z.json(),
});
export type RenderInput = z.infer<typeof renderInputSchema>;

/**
 * `body` is null when rendering failed; then a diagnostic of severity `error` says why. `query` is what goes into the URL, percent-encoded,
 * without a leading `?`; null unless the format is `query`, whose body and content type are empty.
 */
export const renderResultSchema = z.object({
  body: z.string().nullable(),
  contentType: z.string().nullable(),
  query: z.string().nullable(),
  value: z.json().optional(),
  diagnostics: z.array(diagnosticSchema),
  durationMs: z.number(),
});
export type RenderResult = z.infer<typeof renderResultSchema>;
