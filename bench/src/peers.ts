import type { Peer } from './peer.ts';
import { dbmate } from './peers/dbmate.ts';
import { drizzle } from './peers/drizzle.ts';
import { groundwork } from './peers/groundwork.ts';
import { limit } from './peers/limit.ts';
import { nodePgMigrate } from './peers/node-pg-migrate.ts';
import { selectOne } from './peers/select-one.ts';
import { supabase } from './peers/supabase.ts';

/** Who is measured, in the order of the table. A new one is one file, and one line here. */
export const PEERS: readonly Peer[] = [
  groundwork,
  supabase,
  drizzle,
  nodePgMigrate,
  dbmate,
  limit,
  selectOne,
];
