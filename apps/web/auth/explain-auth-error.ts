import { type AuthError, isAuthRetryableFetchError } from '@supabase/supabase-js';
import type { Refusal } from '../forms/refuse.ts';
import { log } from '../server/log.ts';

/** By GoTrue's error code. Sentences for the person in front of the form. */
const explanations: Readonly<Record<string, Refusal>> = {
  invalid_credentials: { message: 'That e-mail address and password do not belong together.' },
  email_not_confirmed: {
    message: 'This address is not confirmed yet: follow the link in the mail we sent you, then sign in.',
  },
  user_already_exists: {
    field: 'email',
    message: 'There is an account with this address already: sign in, or reset its password.',
  },
  email_exists: {
    field: 'email',
    message: 'There is an account with this address already: sign in, or reset its password.',
  },
  email_address_invalid: { field: 'email', message: 'This address cannot be used: give another one.' },
  email_address_not_authorized: { field: 'email', message: 'This address cannot be used: give another one.' },
  weak_password: { field: 'password', message: 'This password is too easy to guess: take a longer one.' },
  same_password: { field: 'password', message: 'That is your password already: choose another one.' },
  signup_disabled: { message: 'New accounts are not being taken at the moment.' },
  user_banned: { message: 'This account is locked.' },
  over_email_send_rate_limit: {
    message: 'A mail went to this address a moment ago: look for it, or try again in a minute.',
  },
  over_request_rate_limit: { message: 'That was too often: try again in a few minutes.' },
  session_not_found: { message: 'You have been signed out: open the link in your mail again, or sign in.' },
};

const unreachable: Refusal = {
  message: 'We cannot reach the sign-in service just now: try again in a moment.',
};
const unexpected: Refusal = {
  message: 'That did not work, and it is not your fault: try again in a moment.',
};

/** What to say about an error of the Auth server. Its own text is meant for developers. */
export function explainAuthError(error: AuthError): Refusal {
  if (isAuthRetryableFetchError(error)) return unreachable;
  const explained = explanations[error.code ?? ''];
  if (!explained) log(`The Auth server says: ${error.status} ${error.code} ${error.message}`);
  return explained ?? unexpected;
}
