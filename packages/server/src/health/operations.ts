import type { ServerDeps } from '../server-deps.ts';

type Check = 'ok' | 'failing';

/** Whether a write reaches the disk and a template renders; why not goes to the log. */
export async function checkReadiness({
  ledger,
  renderPool,
  logger,
}: Pick<ServerDeps, 'ledger' | 'renderPool' | 'logger'>): Promise<{
  ready: boolean;
  checks: { storage: Check; rendering: Check };
}> {
  const judge = async (name: string, check: Promise<boolean>): Promise<Check> => {
    try {
      return (await check) ? 'ok' : 'failing';
    } catch (error) {
      logger.error({ err: error, check: name }, 'not ready');
      return 'failing';
    }
  };
  const [storage, rendering] = await Promise.all([
    judge(
      'storage',
      ledger.checkHealth().then(() => true),
    ),
    judge('rendering', rendersAtAll(renderPool)),
  ]);
  return { ready: storage === 'ok' && rendering === 'ok', checks: { storage, rendering } };
}

async function rendersAtAll(renderPool: ServerDeps['renderPool']): Promise<boolean> {
  const template = { language: 'jsonata', source: '$', format: 'json' } as const;
  return (await renderPool.render({ template, payload: '{}', context: {} })).kind === 'rendered';
}
