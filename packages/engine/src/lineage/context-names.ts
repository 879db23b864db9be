/** What a render binds beside the payload. */
export const CONTEXT_NAMES = ['event', 'customer', 'trigger'] as const;
