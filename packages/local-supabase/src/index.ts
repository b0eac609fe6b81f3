export { findPortHolder, type PortHolder } from './http/find-port-holder.ts';
export type { StackKeys } from './keys/read-keys.ts';
export { LocalSupabaseError, type LocalSupabaseErrorCode } from './local-supabase-error.ts';
export type { Mail, MailType } from './mail/mail.ts';
export type { DatabaseFailure, Stack, StackDatabase, StackEvent, StackOptions } from './stack.ts';
export { defaultPort, startStack } from './start-stack.ts';
