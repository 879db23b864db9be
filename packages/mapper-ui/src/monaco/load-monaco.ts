export type Monaco = typeof import('monaco-editor/editor/editor.api');

let loading: Promise<Monaco> | undefined;

/** Monaco with Postmap's languages and themes, fetched on first use. A failed fetch is tried again by the next call. */
export function loadMonaco(): Promise<Monaco> {
  loading ??= import('./monaco-setup.ts')
    .then(({ monaco }) => monaco)
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
  return loading;
}
