import { adminKeyPath, readAdminKey } from '../access/admin-key-file.ts';
import { ConfigError, readConfig } from '../config.ts';
import { problemSchema, signInLinkSchema } from '../contract/index.ts';
import { originOf } from '../http/listen.ts';

/** Asks the running server, with the admin key of the data folder, for a sign-in link and prints it. Answers the exit code. */
export async function printSignInLink(): Promise<number> {
  try {
    const { dataDir, adminKey, host, port } = readConfig();
    const key = adminKey ?? (await readAdminKey(adminKeyPath(dataDir)));
    if (key === undefined)
      return fail(
        `There is no admin key in ${adminKeyPath(dataDir)}: start the server first, or set POSTMAP_DATA_DIR to its data folder.`,
      );
    const origin = originOf(host, port);
    const response = await ask(origin, key);
    if (response === undefined)
      return fail(`No server answers at ${origin}: start it with "npm start", or set POSTMAP_PORT to its port.`);
    const body: unknown = await response.json();
    if (!response.ok) return fail(`The server refused: ${problemSchema.parse(body).detail}`);
    console.log(signInLinkSchema.parse(body).url);
    return 0;
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), error instanceof ConfigError ? 2 : 1);
  }
}

/** Undefined when nothing answers. */
async function ask(origin: string, key: string): Promise<Response | undefined> {
  try {
    return await fetch(`${origin}/api/v1/sign-in-links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function fail(message: string, code = 1): number {
  console.error(message);
  return code;
}
