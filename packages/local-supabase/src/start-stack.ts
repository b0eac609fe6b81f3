import { join } from 'node:path';
import { ensureServer, findWorkspaceRoot } from '@groundwork/local-postgres';
import { createApi } from './api/create-api.ts';
import { openConnections } from './api/open-connections.ts';
import { watchCatalog } from './api/watch-catalog.ts';
import { answerRequest, type Parts } from './http/answer-request.ts';
import { type Listener, listen } from './http/listen.ts';
import { readKeys } from './keys/read-keys.ts';
import { createMailer } from './mail/create-mailer.ts';
import { createMailbox } from './mail/mailbox.ts';
import type { Stack, StackDatabase, StackEvent, StackOptions } from './stack.ts';

/** Where the Supabase CLI's stack listens too, so that an app finds either at the same address. */
export const defaultPort = 54321;

/**
 * Starts Auth and REST on 127.0.0.1, over a database shaped like a hosted one. Several can run at once, each on its
 * own port and database. What a stack does on its own is told through `onEvent`.
 *
 * @throws LocalSupabaseError, or LocalPostgresError where the embedded server is wanted and cannot run.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const root = findWorkspaceRoot(process.cwd());
  const keys = await readKeys(options.directory ?? join(root, '.local', 'supabase'));
  const { database, release } = await openDatabase(options.database);
  const connections = await openConnections(database);
  const mailbox = createMailbox();
  const catalog = watchCatalog(connections);
  const emit = (event: StackEvent) => {
    try {
      options.onEvent?.(event);
    } catch {
      // Watching changes nothing.
    }
  };
  let parts: Parts | undefined;
  let listener: Listener | undefined;
  try {
    listener = await listen(options.port ?? defaultPort, async (request) =>
      parts === undefined ? new Response(null, { status: 503 }) : answerRequest(request, parts),
    );
    const opened = listener;
    const apiUrl = `http://127.0.0.1:${listener.port}`;
    const siteUrl = (options.siteUrl ?? 'http://127.0.0.1:3000').replace(/\/+$/, '');
    const api = await createApi({
      connections,
      keys,
      apiUrl,
      siteUrl,
      redirectUrls: options.redirectUrls ?? [],
      confirmations: options.confirmations ?? false,
      mailer: createMailer({
        apiUrl,
        siteUrl,
        templates: options.templates ?? join(root, 'supabase', 'templates'),
        deliver: (mail) => {
          mailbox.add(mail);
          emit({ type: 'mail', mail });
        },
      }),
      onEvent: emit,
    });
    parts = { api, catalog, mailbox, onEvent: emit };
    let stopped: Promise<void> | undefined;
    return {
      apiUrl,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      keys,
      dbUrl: database.url,
      mailboxUrl: `${apiUrl}/_mailbox`,
      mails: mailbox.list,
      clearSchemaCache: catalog.clear,
      stop: () => {
        stopped ??= opened.close().then(connections.close).finally(release);
        return stopped;
      },
    };
  } catch (error) {
    await listener?.close();
    await connections.close();
    await release();
    throw error;
  }
}

async function openDatabase(
  given: StackDatabase | undefined,
): Promise<{ database: StackDatabase; release: () => Promise<void> }> {
  if (given) return { database: given, release: async () => undefined };
  const server = await ensureServer();
  const database = {
    url: server.url(),
    urlAs: (role: Parameters<StackDatabase['urlAs']>[0]) => server.url({ role }),
  };
  return { database, release: () => server.release() };
}
