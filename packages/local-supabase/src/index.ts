export { describeEvent } from './background/describe-event.ts';
export { recreateDatabase } from './background/recreate-database.ts';
export { type BackgroundStack, readBackground } from './background/state.ts';
export { findPortHolder, type PortHolder } from './http/find-port-holder.ts';
export { portTaken } from './http/listen.ts';
export type { StackKeys } from './keys/read-keys.ts';
export { readKeys } from './keys/read-keys.ts';
export {
  LocalSupabaseError,
  type LocalSupabaseErrorCode,
  localSupabaseErrorCodes,
} from './local-supabase-error.ts';
export type { Mail, MailType } from './mail/mail.ts';
export type { DatabaseFailure, Stack, StackDatabase, StackEvent, StackOptions } from './stack.ts';
export { defaultPort, startStack } from './start-stack.ts';
