import { Agent, Client, Pool, type buildConnector, type Dispatcher } from 'undici';
import { ResponseCollector, type Connection } from './response-collector.ts';

/** Below the 5 s after which Node's own servers close idle connections: fewer requests meet a closing socket. */
const KEEP_ALIVE_MS = 4000;
const KEEP_ALIVE_MAX_MS = 30_000;
const MAX_RESPONSE_HEADER_BYTES = 65_536;

/** The one deadline is the HTTP client's; undici's own would restart with every chunk. */
const CLIENT_OPTIONS: Client.Options = {
  keepAliveTimeout: KEEP_ALIVE_MS,
  keepAliveMaxTimeout: KEEP_ALIVE_MAX_MS,
  maxHeaderSize: MAX_RESPONSE_HEADER_BYTES,
  headersTimeout: 0,
  bodyTimeout: 0,
  allowH2: false,
};

/**
 * Makes an agent that keeps connections per origin, each opened by `connector`, and tells every
 * {@link ResponseCollector} which connection its request goes to. One request at a time per connection; undici writes
 * no request twice once its first byte may have left.
 */
export function createConnectionPool(connector: buildConnector.connector): Agent {
  return new Agent({
    allowH2: false,
    factory: (origin) =>
      new Pool(origin, { allowH2: false, factory: (poolOrigin) => new TracedClient(poolOrigin, connector) }),
  });
}

/** A client that knows its peer's address: it has one socket at a time. */
class TracedClient extends Client {
  readonly #connection: Connection;

  constructor(origin: URL, connector: buildConnector.connector) {
    const connection: Connection = { remoteAddress: '' };
    super(origin, {
      ...CLIENT_OPTIONS,
      connect: (target, callback) => {
        connector(target, (...outcome) => {
          connection.remoteAddress = outcome[1]?.remoteAddress ?? '';
          callback(...outcome);
        });
      },
    });
    this.#connection = connection;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    if (handler instanceof ResponseCollector) handler.connection = this.#connection;
    return super.dispatch(options, handler);
  }
}
