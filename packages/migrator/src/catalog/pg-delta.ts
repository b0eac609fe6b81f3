/**
 * The only place that knows pg-delta. Loaded when it is needed: a run that adopts nothing never does. Its main entry is
 * left alone, because it loads `pg` too.
 */
export type { DependencyEdge, Fact, FactBase, StableId } from '@supabase/pg-delta/core';
export type { Plan } from '@supabase/pg-delta/plan';

/** Hashes, keys and fact bases. */
export const loadCore = () => import('@supabase/pg-delta/core');

/** Reads a database. */
export const loadExtract = () => import('@supabase/pg-delta/extract');

/** Plans from one fact base to another. */
export const loadPlan = () => import('@supabase/pg-delta/plan');
