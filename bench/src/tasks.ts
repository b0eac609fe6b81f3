import type { Task } from './task.ts';
import { adoption, drift } from './tasks/adoption.ts';
import { applySchema } from './tasks/apply-schema.ts';
import { checkTemplate } from './tasks/check-template.ts';
import { devFirstPage } from './tasks/dev-first-page.ts';
import { SERVER } from './tasks/embedded-server.ts';
import { TYPED } from './tasks/typed-commands.ts';

/** What is measured beside the peers. A new one is one file, and one line here. */
export const TASKS: readonly Task[] = [
  ...SERVER,
  ...TYPED,
  applySchema(300),
  adoption(10),
  adoption(100, '≤ 4 s'),
  adoption(1_000, '≤ 20 s, ≤ 400 MB'),
  drift(100),
  checkTemplate,
  devFirstPage,
];
