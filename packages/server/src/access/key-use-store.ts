/** When keys were last used, in UTC milliseconds: beside the keys, which are written as a whole file. */
export interface KeyUseStore {
  touch(keyId: string, at: number): Promise<void>;
  get(keyId: string): Promise<number | undefined>;
  list(): Promise<ReadonlyMap<string, number>>;
  delete(keyId: string): Promise<void>;
}
