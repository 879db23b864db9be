import type { HttpBindings } from '@hono/node-server';
import type { Principal } from '../access/principal.ts';

/** What a request carries through the app: who is asking, once the access guard has let it through. */
export interface AppEnv {
  Bindings: HttpBindings;
  Variables: { principal: Principal };
}
