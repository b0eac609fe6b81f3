import { sql } from 'drizzle-orm';
import { check, index, pgPolicy, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { authenticatedRole, authUid, authUsers } from 'drizzle-orm/supabase';

/** Private notes: each user sees and writes his own. */
export const notes = pgTable(
  'notes',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    /** Filled from the session, so that a client need not send it. */
    owner: uuid('owner')
      .notNull()
      .default(sql`auth.uid()`)
      .references(() => authUsers.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    body: text('body').notNull().default(''),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check('notes_title_length', sql`char_length(${table.title}) between 1 and 200`),
    check('notes_body_length', sql`char_length(${table.body}) <= 20000`),
    // Serves the foreign key, the policies and "my notes, newest first" (read backwards).
    index('notes_owner_created_at_idx').on(table.owner, table.createdAt),
    // "What I wrote on last": built concurrently by 0006, since notes is the table that grows.
    index('notes_owner_updated_at_idx').on(table.owner, table.updatedAt),
    pgPolicy('notes_select_own', {
      for: 'select',
      to: authenticatedRole,
      using: sql`${table.owner} = ${authUid}`,
    }),
    pgPolicy('notes_insert_own', {
      for: 'insert',
      to: authenticatedRole,
      withCheck: sql`${table.owner} = ${authUid}`,
    }),
    pgPolicy('notes_update_own', {
      for: 'update',
      to: authenticatedRole,
      using: sql`${table.owner} = ${authUid}`,
      withCheck: sql`${table.owner} = ${authUid}`,
    }),
    pgPolicy('notes_delete_own', {
      for: 'delete',
      to: authenticatedRole,
      using: sql`${table.owner} = ${authUid}`,
    }),
  ],
);

export type Note = typeof notes.$inferSelect;
export type NewNote = typeof notes.$inferInsert;
