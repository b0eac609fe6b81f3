import { connect } from 'node:net';

/**
 * What stands behind a server that does not answer: one that closes each connection, or a program that speaks something
 * else than Postgres; undefined when it is mere silence. Postgres answers this question with one letter.
 * @param milliseconds how long to wait.
 */
export function diagnoseSilence(
  { host, port }: { host: string; port: number },
  milliseconds: number,
): Promise<'hung_up' | 'not_postgres' | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => socket.write(SSL_REQUEST));
    const settle = (result: 'hung_up' | 'not_postgres' | undefined) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(milliseconds, () => settle(undefined));
    // A server that hangs up at once may do so with a reset, after the connection stood.
    socket.once('error', ({ code }: NodeJS.ErrnoException) =>
      settle(code === 'ECONNRESET' ? 'hung_up' : undefined),
    );
    socket.once('end', () => settle('hung_up'));
    socket.once('data', (answer) =>
      settle(YES_OR_NO.test(answer.toString('latin1')) ? undefined : 'not_postgres'),
    );
  });
}

/** "Do you speak TLS?", which Postgres answers with S or N before anything else. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** A server that is about to refuse the connection answers with an error message (E and its length) instead. */
const YES_OR_NO = /^([SN]$|E\0\0)/;
