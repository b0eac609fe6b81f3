import { sql } from 'drizzle-orm';
import { check, numeric, pgPolicy, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { anonRole, authenticatedRole } from 'drizzle-orm/supabase';

/** What can be subscribed to. Readable by everyone, also before signing in; written by the server alone. */
export const subscriptionPlans = pgTable(
  'subscription_plans',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    name: text('name').notNull().unique(),
    /** Per month, in the currency of the deployment. A string, as numbers would round. */
    price: numeric('price', { precision: 10, scale: 2 }).notNull(),
    features: text('features').array().notNull(),
  },
  (table) => [
    check('subscription_plans_name_length', sql`char_length(${table.name}) between 1 and 64`),
    // The upper bound is numeric(10,2)'s own; it keeps NaN out, which is greater than every number.
    check('subscription_plans_price_range', sql`${table.price} between 0 and 99999999.99`),
    pgPolicy('subscription_plans_select_all', {
      for: 'select',
      to: [anonRole, authenticatedRole],
      using: sql`true`,
    }),
  ],
);

export type SubscriptionPlan = typeof subscriptionPlans.$inferSelect;
export type NewSubscriptionPlan = typeof subscriptionPlans.$inferInsert;
