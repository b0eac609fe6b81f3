/** What a Server Function says about the form it was sent. The page shows it with and without JavaScript. */
export interface FormState {
  /** What was typed, to be shown again; never a password. */
  readonly values: Readonly<Record<string, string>>;
  /** By the name of the field. */
  readonly errors: Readonly<Record<string, string>>;
  /** What went wrong with the whole of it. */
  readonly alert?: string;
  /** What went well. */
  readonly notice?: string;
}

export const emptyForm: FormState = { values: {}, errors: {} };

/** How a Server Function of a form looks to React. */
export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;
