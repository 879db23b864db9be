import { diagnosticCodes } from '@postmap/engine';
import type { DiagnosticCode } from '@postmap/engine';
import { z } from 'zod';
import { MAX_KEY_LENGTH } from './write-key.ts';
import type { RenderReply } from './render-messages.ts';

const codeSchema = z.custom<DiagnosticCode>((code) => typeof code === 'string' && Object.hasOwn(diagnosticCodes, code));
const spanSchema = z.object({ start: z.number(), end: z.number() });
const diagnosticsSchema = z.array(
  z.object({
    code: codeSchema,
    severity: z.enum(['error', 'warning', 'info']),
    message: z.string(),
    span: spanSchema.exactOptional(),
    partial: z.object({ name: z.string(), span: spanSchema.exactOptional() }).exactOptional(),
    jsonataCode: z.string().exactOptional(),
    fix: z.object({ title: z.string(), edits: z.array(spanSchema.extend({ text: z.string() })) }).exactOptional(),
  }),
);

const replySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({
    kind: z.literal('condition'),
    index: z.number().int(),
    outcome: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('answered'),
        holds: z.boolean(),
        key: z.string().max(MAX_KEY_LENGTH).nullable().exactOptional(),
        value: z.unknown().optional(),
      }),
      z.object({ kind: z.literal('failed'), diagnostics: diagnosticsSchema }),
    ]),
  }),
  z.object({
    kind: z.literal('rendered'),
    body: z.string(),
    contentType: z.string(),
    query: z.string().exactOptional(),
    value: z.unknown().optional(),
    diagnostics: diagnosticsSchema,
  }),
  z.object({ kind: z.literal('strings'), values: z.array(z.string()) }),
  z.object({ kind: z.literal('conditions') }),
  z.object({ kind: z.literal('failed'), diagnostics: diagnosticsSchema }),
]);

/** Reads a message of a render process, which runs what strangers wrote and is not trusted; null for anything else. */
export function readReply(message: unknown): RenderReply | null {
  const parsed = replySchema.safeParse(message);
  return parsed.success ? parsed.data : null;
}
