import type { Layout } from './layout.ts';
import { drizzle } from './layout-drizzle.ts';
import { drizzleFolders } from './layout-drizzle-folders.ts';
import { plain } from './layout-plain.ts';
import { prisma } from './layout-prisma.ts';
import { supabase } from './layout-supabase.ts';

/** Every layout, those with the clearest marks first: of two that read files (or folders) the first that matches wins. */
export const LAYOUTS: readonly Layout[] = [drizzle, prisma, drizzleFolders, supabase, plain];
