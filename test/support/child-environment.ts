const { PATH, NODE_COMPILE_CACHE } = process.env;

/** All that a child process of the tests takes over: where programs are, and what Node has compiled before. */
export const CHILD_ENVIRONMENT: Record<string, string> = {
  ...(PATH === undefined ? {} : { PATH }),
  ...(NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }),
};
