/** A file of a template or of its cases cannot be used; the message begins with the file, and its line where one is known. */
export class TemplateFileError extends Error {
  override readonly name = 'TemplateFileError';
}
