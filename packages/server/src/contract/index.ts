/**
 * The wire contract: schemas of every request and answer, and the problem codes. The page imports nothing else of the server.
 */
export * from './about.ts';
export * from './access.ts';
export * from './catalog.ts';
export * from './customer.ts';
export * from './delivery.ts';
export * from './entity.ts';
export * from './event.ts';
export * from './feed.ts';
export * from './inbox.ts';
export * from './live.ts';
export * from './page.ts';
export * from './problem.ts';
export * from './problem-reference.ts';
export * from './sample.ts';
export * from './settings.ts';
export * from './template.ts';
export * from './template-case.ts';
export * from './trigger.ts';
