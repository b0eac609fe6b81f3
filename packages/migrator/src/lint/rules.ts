import type { Rule } from './rule.ts';
import { definerExecutableByApi } from './rules/definer-executable-by-api.ts';
import { definerWithoutSearchPath } from './rules/definer-without-search-path.ts';
import { foreignKeyWithoutIndex } from './rules/foreign-key-without-index.ts';
import { notRerunnable } from './rules/not-rerunnable.ts';
import { platformDrop } from './rules/platform-drop.ts';
import { policyBareAuthCall } from './rules/policy-bare-auth-call.ts';
import { policyWithoutTo } from './rules/policy-without-to.ts';
import { tableWithoutGrants } from './rules/table-without-grants.ts';
import { tableWithoutRls } from './rules/table-without-rls.ts';
import { updatedAtWithoutTrigger } from './rules/updated-at-without-trigger.ts';
import { userMetadataAuthorisation } from './rules/user-metadata-authorisation.ts';
import { viewWithoutSecurityInvoker } from './rules/view-without-security-invoker.ts';

/** The rules of our own: what squawk, which knows Postgres but not Supabase, does not look for. */
export const RULES: readonly Rule[] = [
  tableWithoutRls,
  tableWithoutGrants,
  policyWithoutTo,
  policyBareAuthCall,
  definerWithoutSearchPath,
  definerExecutableByApi,
  viewWithoutSecurityInvoker,
  foreignKeyWithoutIndex,
  updatedAtWithoutTrigger,
  platformDrop,
  userMetadataAuthorisation,
  notRerunnable,
];
