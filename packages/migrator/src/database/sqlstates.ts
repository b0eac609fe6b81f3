/** SQLSTATEs the runner acts on, named once. */
export const SQLSTATE = {
  lockNotAvailable: '55P03',
  readOnlyTransaction: '25006',
  insufficientPrivilege: '42501',
  invalidPassword: '28P01',
  invalidAuthorization: '28000',
  unknownDatabase: '3D000',
  tooManyConnections: '53300',
  cannotConnectNow: '57P03',
  queryCanceled: '57014',
  /** A statement that does not run in a transaction was sent in one. */
  activeTransaction: '25001',
  // Raised by our own SQL, in a class Postgres does not use.
  /** A file ended the transaction it ran in. */
  transactionEnded: 'MG001',
  /** A file gave up the lock that keeps two runs apart. */
  lockGivenUp: 'MG002',
  /** Objects of the files are there although nothing is recorded. */
  objectsExist: 'MG003',
  /** The old history grew while it was taken over. */
  oldHistoryMoved: 'MG004',
  /** A rehearsed statement ran, and is undone by this. */
  rehearsed: 'MG005',
} as const;

/** What Postgres says when a statement makes what is there already; these codes mean nothing else (measured on 17). */
const ALREADY_EXISTS: ReadonlySet<string> = new Set([
  '42P07', // table, index, view, sequence, unique constraint
  '42701', // column
  '42710', // foreign key, check, enum label, type, trigger, policy, rule, role, extension, domain, publication
  '42723', // function
  '42P06', // schema
]);

/** A second primary key and a second identity share their codes with other errors: their wording decides. */
const ALREADY_EXISTS_WORDING: Readonly<Record<string, RegExp>> = {
  '42P16': /multiple primary keys/,
  '55000': /already an identity column/,
};

/** True when the error says that the object a statement makes exists. */
export function isAlreadyExists(sqlstate: string, message: string): boolean {
  return ALREADY_EXISTS.has(sqlstate) || ALREADY_EXISTS_WORDING[sqlstate]?.test(message) === true;
}

/** SQLSTATEs with which the server ends the connection: shutdown, crash recovery, a terminated backend. */
export function isServerGone(sqlstate: string): boolean {
  return /^(57P0[123]|08)/.test(sqlstate);
}

/** True when the error says that a table, column, object or function a statement names is not there. */
export function isGone(sqlstate: string): boolean {
  return /^42(P01|70[34]|883)$/.test(sqlstate);
}
