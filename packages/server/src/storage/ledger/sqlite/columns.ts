import type { Diagnostic } from '@postmap/engine';
import { z } from 'zod';

/** Schemas of columns that hold JSON. Postmap wrote them; a mismatch means a damaged file and throws. */
export const textListSchema = z.array(z.string());
export const headerListSchema = z.array(z.tuple([z.string(), z.string()]));
export const diagnosticListSchema = z.array(z.custom<Diagnostic>(isDiagnostic, 'not a diagnostic'));
export const renderedTargetSchema = z.object({
  method: z.string(),
  url: z.string(),
  headers: headerListSchema,
  fingerprint: z.string(),
});

export function readJson<T>(schema: z.ZodType<T>, text: string): T {
  return schema.parse(JSON.parse(text));
}

/** The bytes of a BLOB as a plain Uint8Array, not copied. */
export function readBytes(blob: Buffer): Uint8Array {
  return new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength);
}

/** better-sqlite3 binds Buffers only. Not copied. */
export function bindBytes(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function isDiagnostic(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'code' in value && 'severity' in value && 'message' in value;
}
