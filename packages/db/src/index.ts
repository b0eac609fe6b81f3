export { asUser, type Claims, InvalidClaimsError } from './as-user.ts';
export { createDb, type Db, type DbOptions, type Transaction } from './create-db.ts';
export * from './schema.ts';
