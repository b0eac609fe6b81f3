import { AuthApiError } from '@supabase/supabase-js';
import { describe, expect, it } from 'vitest';
import { isSignUpRefusedByDatabase } from './sign-up-failure.ts';

describe('isSignUpRefusedByDatabase', () => {
  it.each([
    ['Database error saving new user', 500, true],
    ['{}', 500, true],
    ['Error sending confirmation email', 500, false],
    ['Database error saving new user', 422, false],
  ])('%s, %d: %s', (message, status, refused) => {
    expect(isSignUpRefusedByDatabase(new AuthApiError(message, status, 'unexpected_failure'))).toBe(refused);
  });
});
