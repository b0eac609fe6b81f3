/**
 * Fills in `{{ .Name }}` as Go's html/template does for what mails use: a value behind `name=` in an address is
 * percent-encoded, any other is escaped. Names without a value become nothing.
 */
export function renderTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{\s*\.(\w+)\s*\}\}/g, (_, name: string, at: number) => {
    const value = values[name] ?? '';
    return /[?&;]\w+=$/.test(template.slice(0, at)) ? encodeURIComponent(value) : escapeHtml(value);
  });
}

/** Text as it stands in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
