import { accessApi } from '../../access/openapi.ts';
import { catalogApi } from '../../catalog/openapi.ts';
import { customerApi } from '../../customers/openapi.ts';
import { deliveryApi } from '../../deliveries/openapi.ts';
import { eventApi } from '../../events/openapi.ts';
import { feedApi } from '../../feeds/openapi.ts';
import { serverApi } from '../../health/openapi.ts';
import { inboxApi } from '../../inbox/openapi.ts';
import { sampleApi } from '../../samples/openapi.ts';
import { settingsApi } from '../../settings/openapi.ts';
import { templateCaseApi } from '../../templates/case-openapi.ts';
import { templateApi } from '../../templates/openapi.ts';
import { triggerApi } from '../../triggers/openapi.ts';
import type { NounApi } from './operation.ts';

/** Every noun, in the order in which people read about them. Each route of the app is described by one of them. */
export const API_NOUNS: readonly NounApi[] = [
  eventApi,
  deliveryApi,
  feedApi,
  customerApi,
  triggerApi,
  templateApi,
  templateCaseApi,
  sampleApi,
  catalogApi,
  inboxApi,
  settingsApi,
  accessApi,
  serverApi,
];
