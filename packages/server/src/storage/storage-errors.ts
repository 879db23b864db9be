/** The disk is full or the store cannot be written: nothing was kept, and the caller may try again. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
}

/** The store's files are damaged, of a newer version, or held by another process; the message says which and what to do. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';
}

/** A list was asked to go on from a cursor that no page of it gave. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}
