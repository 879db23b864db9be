import type { LiveTopic } from '../contract/index.ts';
import type { CollectionName, Workspace } from '../storage/workspace/workspace.ts';
import type { LiveChanges } from './live-changes.ts';

const TOPICS: Readonly<Record<CollectionName, LiveTopic>> = {
  feeds: 'feeds',
  customers: 'customers',
  templates: 'templates',
  cases: 'templates',
  triggers: 'triggers',
  keys: 'keys',
  catalog: 'catalog',
  kinds: 'catalog',
  settings: 'settings',
};

/** Tells of what people change. Answers a function that ends it. */
export function publishWorkspace(
  workspace: Pick<Workspace, 'onChange'>,
  { publish }: Pick<LiveChanges, 'publish'>,
): () => void {
  return workspace.onChange((changed) => {
    for (const name of changed) publish(TOPICS[name]);
  });
}
