/** A field of a posted form as trimmed text, empty when it is missing. Passwords are left as typed. */
export function readField(form: FormData, name: string): string {
  const value = form.get(name);
  if (typeof value !== 'string') return '';
  return name.startsWith('password') ? value : value.trim();
}
