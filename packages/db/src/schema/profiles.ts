import { sql } from 'drizzle-orm';
import { check, index, pgPolicy, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { authenticatedRole, authUid, authUsers } from 'drizzle-orm/supabase';

/**
 * One row for each row of `auth.users`, made and kept by the triggers of `0001_auth_triggers.sql`.
 *
 * Every cap below has its counterpart in `handle_new_user`: whoever tightens one replaces that function in the
 * same migration, because a check that refuses a profile refuses the sign-up.
 */
export const profiles = pgTable(
  'profiles',
  {
    id: uuid('id')
      .primaryKey()
      .references(() => authUsers.id, { onDelete: 'cascade' }),
    /** Copy of `auth.users.email`. NULL for users without one; not unique there, so not here. */
    email: text('email'),
    fullName: text('full_name'),
    /** http(s) only: it ends up in `src` and `href`. */
    avatarUrl: text('avatar_url'),
    /** E.164, as the user gives it: a way to reach him, not the `auth.users.phone` he signs in with. */
    phone: text('phone'),
    /**
     * Name of a subscription plan; written by the server alone. No foreign key: a sign-up would then depend on a
     * row that a seed brings last and that a DELETE can lock or take away.
     */
    plan: text('plan').notNull().default('Free'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    check('profiles_email_length', sql`char_length(${table.email}) <= 320`),
    check('profiles_full_name_length', sql`char_length(${table.fullName}) <= 200`),
    check(
      'profiles_avatar_url_http',
      sql`char_length(${table.avatarUrl}) <= 2048 and ${table.avatarUrl} ~* '^https?://[^[:space:]]+$'`,
    ),
    check('profiles_phone_e164', sql`${table.phone} ~ '^[+][1-9][0-9]{6,14}$'`),
    check('profiles_plan_length', sql`char_length(${table.plan}) between 1 and 64`),
    index('profiles_email_idx').on(table.email),
    pgPolicy('profiles_select_own', {
      for: 'select',
      to: authenticatedRole,
      using: sql`${table.id} = ${authUid}`,
    }),
    pgPolicy('profiles_update_own', {
      for: 'update',
      to: authenticatedRole,
      using: sql`${table.id} = ${authUid}`,
      withCheck: sql`${table.id} = ${authUid}`,
    }),
  ],
);

export type Profile = typeof profiles.$inferSelect;
export type NewProfile = typeof profiles.$inferInsert;
