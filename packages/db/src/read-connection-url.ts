/**
 * Parameters other programs read from the same URL. postgres.js sends what it does not know to the server, as a
 * setting, and the server refuses the connection.
 */
const FOREIGN = new Set([
  // Prisma, and what hosts add for it
  'pgbouncer',
  'connection_limit',
  'pool_timeout',
  'socket_timeout',
  'statement_cache_size',
  'schema',
  'supa',
  'workaround',
  // libpq and node-postgres
  'channel_binding',
  'gssencmode',
  'uselibpqcompat',
]);

/** Files libpq reads. Dropped in silence they would weaken TLS or break the login, so they are refused by name. */
const FILES = ['sslrootcert', 'sslcert', 'sslkey'];
/** libpq's word for the authorities the machine trusts; it implies verify-full. */
const SYSTEM_AUTHORITIES = 'system';

/**
 * The URL as postgres.js takes it: without parameters meant for others.
 *
 * @throws Error if it is no postgres URL, or names certificate files. The message never holds the URL: it carries
 * the password.
 */
export function readConnectionUrl(url: string): string {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new Error('The database URL must start with postgres:// or postgresql://.');
  }
  const [base = '', query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const name of FILES) {
    if (parameters.has(name) && parameters.get(name) !== SYSTEM_AUTHORITIES) {
      throw new Error(
        `The database URL names a file in "${name}", which is not read here: set NODE_EXTRA_CA_CERTS to the ` +
          'certificate of the authority and sslmode=verify-full.',
      );
    }
  }
  if (parameters.get('sslrootcert') === SYSTEM_AUTHORITIES) {
    parameters.delete('sslrootcert');
    parameters.set('sslmode', 'verify-full');
  }
  for (const name of [...parameters.keys()]) if (FOREIGN.has(name)) parameters.delete(name);
  return parameters.size > 0 ? `${base}?${parameters}` : base;
}
