/** The catalog's files cannot be used; the message names the file and the place in it. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';
}
