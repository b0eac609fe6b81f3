import { environmentSchema, variableNotes } from './environment-schema.ts';

const HEAD = `# Nothing here is needed to start: without any of it everything runs on the embedded Postgres, and \`npm run dev\` gives
# the web app what it needs.
# Copy to .env.local (git-ignored) to use another database. The process environment wins over this file.
# Written from apps/web/environment/environment-schema.ts; a test fails where the two differ.
`;

/** The text of `.env.local.example`: every variable of the schema, commented out. */
export function renderExample(): string {
  const parts = Object.entries(environmentSchema.shape).map(([name, field]) => {
    const note = variableNotes.get(field);
    if (!note) throw new Error(`${name} has no note in environment-schema.ts.`);
    return (
      [...note.about, `Found at: ${note.where}`].map((line) => `# ${line}\n`).join('') +
      `# ${name}=${note.example}\n`
    );
  });
  return [HEAD, ...parts].join('\n');
}
