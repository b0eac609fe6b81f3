/** The rule of `lint/` that asks the same of a file's text: one `allow` is for both. */
export const NOT_RERUNNABLE = 'not-rerunnable';
