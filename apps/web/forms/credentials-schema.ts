import { z } from 'zod';

const email = z.email('Enter an e-mail address, such as name@example.com.');

export const emailForm = z.object({ email });

export const signInForm = z.object({ email, password: z.string().min(1, 'Enter your password.') });

/** Eight here, whatever less the Auth server takes. 72 bytes is all that bcrypt reads. */
const password = z
  .string()
  .min(8, 'Use at least 8 characters.')
  .refine((text) => Buffer.byteLength(text) <= 72, 'Use at most 72 characters.');

export const newPasswordForm = z.object({ password });

export const signUpForm = z.object({
  full_name: z.string().max(200, 'Use at most 200 characters.'),
  email,
  password,
});
