import { rm, writeFile } from 'node:fs/promises';
import type { CaseActual } from '../template-cases/judge-case.ts';
import type { TemplateCase } from '../template-files/template-file.ts';

/** Makes a case's files say what came; what is empty has no file. Answers with the files that changed. */
export async function updateCase(wanted: TemplateCase, actual: CaseActual): Promise<string[]> {
  const diagnostics = actual.diagnostics === '' ? undefined : actual.diagnostics;
  const before = wanted.expectedDiagnostics === '' ? undefined : wanted.expectedDiagnostics;
  const changes = [
    { file: wanted.expectedFile, from: wanted.expected, to: actual.output },
    { file: wanted.diagnosticsFile, from: before, to: diagnostics },
  ].filter(({ from, to }) => from !== to);
  for (const { file, to } of changes) await (to === undefined ? rm(file) : writeFile(file, to));
  return changes.map(({ file }) => file);
}
