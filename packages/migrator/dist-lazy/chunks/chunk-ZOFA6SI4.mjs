import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  joinStatements
} from "./chunk-SLZJYRAP.mjs";
import {
  checkNames,
  listFolder,
  plain,
  recogniseLayout,
  supabase,
  systemCode
} from "./chunk-DQIHMVL3.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";

// src/source/create-migration.ts
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join as join2, resolve } from "node:path";

// src/source/skeletons/derive-names.ts
var VERBS = /* @__PURE__ */ new Set(["add", "create", "make", "new", "write", "insert", "a", "an", "the"]);
var PREPOSITIONS = /* @__PURE__ */ new Set(["to", "on", "in", "into", "of", "for", "from"]);
var LONGEST = 40;
function deriveNames(slug, fillers) {
  const all = slug.split("_").filter((word) => !VERBS.has(word) && !fillers.includes(word));
  const words = all.length === 0 ? slug.split("_") : all;
  const at = words.findIndex(
    (word, index) => PREPOSITIONS.has(word) && index > 0 && index < words.length - 1
  );
  const object = at === -1 ? words : words.slice(0, at);
  return {
    subject: join(words),
    object: join(object),
    target: at === -1 ? void 0 : join(words.slice(at + 1)),
    words
  };
}
function join(words) {
  let name = words.join("_");
  while (Buffer.byteLength(name, "utf8") > LONGEST) name = [...name].slice(0, -1).join("");
  return name.replace(/_+$/, "");
}
function bare(name) {
  const plain2 = /^[a-z][a-z0-9]*_[a-z0-9_]*$/.test(name) && !/^(?:current|session|system)_/.test(name);
  return plain2 ? name : `"${name.replaceAll('"', '""')}"`;
}
function inPublic(name) {
  return `public.${/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`}`;
}

// src/source/skeletons/function-skeleton.ts
var functionSkeleton = (slug) => {
  const { subject } = deriveNames(slug, ["function", "procedure"]);
  const name = inPublic(subject);
  return [
    `-- CHANGE arguments, result and body; every name in it is qualified. It runs with the rights of who calls it.
-- Other arguments are another function: drop the old one then.
CREATE OR REPLACE FUNCTION ${name}(value text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT btrim(value)
$$;`,
    `-- What is in public is part of the Data API: say who may call it.
REVOKE EXECUTE ON FUNCTION ${name}(text) FROM PUBLIC, anon, authenticated, service_role;`,
    `GRANT EXECUTE ON FUNCTION ${name}(text) TO authenticated, service_role;`
  ];
};

// src/source/skeletons/index-skeleton.ts
var indexSkeleton = (slug) => {
  const { object, target, words } = deriveNames(slug, ["index", "idx"]);
  const [first = "", ...rest] = words;
  const table = target ?? first;
  const column = target === void 0 ? rest.length === 0 ? "id" : join(rest) : object;
  return [
    `-- CHANGE the columns. IF NOT EXISTS looks at the name alone. On a table with many rows:
--   CREATE INDEX CONCURRENTLY IF NOT EXISTS \u2026
-- alone in its file; writes go on meanwhile, and the runner sends it outside of a transaction. Then this goes:
-- migrate: allow require-concurrent-index-creation: a small table, where writes wait a moment
CREATE INDEX IF NOT EXISTS ${bare(`${join([table, column])}_idx`)} ON ${inPublic(table)} (${bare(column)});`
  ];
};

// src/source/skeletons/policy-skeleton.ts
var policySkeleton = (slug) => {
  const { subject, target, words } = deriveNames(slug, ["policy", "policies"]);
  const table = inPublic(target ?? words.at(-1) ?? subject);
  const name = bare(subject);
  return [
    `-- CHANGE command, roles and condition. auth.uid() stands in a sub-select, so that it is called once a query.
-- A policy is changed by dropping and creating it in one file: both commit together.
DROP POLICY IF EXISTS ${name} ON ${table};`,
    `CREATE POLICY ${name} ON ${table} FOR SELECT TO authenticated
  USING (owner = (select auth.uid()));`
  ];
};

// src/source/skeletons/seed-skeleton.ts
var seedSkeleton = (slug) => {
  const { object, target } = deriveNames(slug, ["seed", "rows", "data", "default", "defaults"]);
  return [
    `-- CHANGE columns and rows. What stands behind ON CONFLICT has a unique constraint; DO NOTHING keeps what was changed since.
-- Users are never seeded by SQL: the Auth API makes them whole.
INSERT INTO ${inPublic(target ?? object)} (name)
VALUES
  ('first'),
  ('second')
ON CONFLICT (name) DO NOTHING;`
  ];
};

// src/source/skeletons/table-skeleton.ts
var tableSkeleton = (slug) => {
  const { object: name } = deriveNames(slug, ["table", "tables"]);
  const table = inPublic(name);
  const policy = (command, rule) => {
    const named = bare(`${name}_${command.toLowerCase()}_own`);
    return [
      `DROP POLICY IF EXISTS ${named} ON ${table};`,
      `CREATE POLICY ${named} ON ${table} FOR ${command} TO authenticated
  ${rule};`
    ];
  };
  const own = "(owner = (select auth.uid()))";
  return [
    `-- CHANGE the columns, and the policies where rows are not their owner's alone.
-- With drizzle, describe the table in the schema as well: drizzle-kit knows only what stands there.
CREATE TABLE IF NOT EXISTS ${table} (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  owner uuid NOT NULL DEFAULT auth.uid() REFERENCES auth.users (id) ON DELETE CASCADE,
  title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200),
  created_at timestamptz NOT NULL DEFAULT now()
);`,
    `CREATE INDEX IF NOT EXISTS ${bare(`${name}_owner_idx`)} ON ${table} (owner);`,
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;`,
    ...policy("SELECT", `USING ${own}`),
    ...policy("INSERT", `WITH CHECK ${own}`),
    ...policy("UPDATE", `USING ${own} WITH CHECK ${own}`),
    ...policy("DELETE", `USING ${own}`),
    `-- Grants stand beside the policies: neither is enough alone. CHANGE which columns may be edited.
REVOKE ALL ON TABLE ${table} FROM PUBLIC, anon, authenticated, service_role;`,
    `GRANT SELECT, INSERT, DELETE ON TABLE ${table} TO authenticated;`,
    `GRANT UPDATE (title) ON TABLE ${table} TO authenticated;`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE ${table} TO service_role;`
  ];
};

// src/source/skeletons/trigger-skeleton.ts
var triggerSkeleton = (slug) => {
  const { object: name, target } = deriveNames(slug, ["trigger"]);
  return target === void 0 || SIGN_UPS.test(target) ? onSignUp(name) : onTable(name, target);
};
var SIGN_UPS = /^(?:auth_)?(?:(?:each|every|new)_)*(?:users?|sign_?ups?|registrations?)$/;
function onSignUp(name) {
  const routine = `${inPublic(name)}()`;
  return [
    `-- SECURITY DEFINER: a sign-up runs as supabase_auth_admin, which has no rights on public and search_path = auth.
-- A function that raises is "Database error saving new user": cap lengths, expect NULL, never take a role from
-- raw_user_meta_data, which the user writes. CHANGE the statement: as it is, nothing is done.
CREATE OR REPLACE FUNCTION ${routine} RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- INSERT INTO public.profiles (id, email) VALUES (new.id, left(new.email, 320)) ON CONFLICT (id) DO NOTHING;
  RETURN new;
END
$$;`,
    `-- Nobody calls it: a trigger fires without EXECUTE.
REVOKE EXECUTE ON FUNCTION ${routine} FROM PUBLIC, anon, authenticated, service_role;`,
    `-- Never DROP TRIGGER on auth.users: that needs its owner, which postgres is not on Supabase.
CREATE OR REPLACE TRIGGER ${bare(`on_auth_user_created_${name}`)}
  AFTER INSERT ON auth.users
  FOR EACH ROW EXECUTE FUNCTION ${routine};`
  ];
}
function onTable(name, table) {
  const routine = `${inPublic(name)}()`;
  return [
    `-- CHANGE the body: as it is, nothing is done.
CREATE OR REPLACE FUNCTION ${routine} RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- new.updated_at := now();
  RETURN new;
END
$$;`,
    `-- Nobody calls it: a trigger fires without EXECUTE.
REVOKE EXECUTE ON FUNCTION ${routine} FROM PUBLIC, anon, authenticated, service_role;`,
    `CREATE OR REPLACE TRIGGER ${bare(name)}
  BEFORE UPDATE ON ${inPublic(table)}
  FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*)
  EXECUTE FUNCTION ${routine};`
  ];
}

// src/source/skeletons/skeleton.ts
var SKELETONS = {
  table: tableSkeleton,
  trigger: triggerSkeleton,
  function: functionSkeleton,
  index: indexSkeleton,
  seed: seedSkeleton,
  policy: policySkeleton
};
function skeletonOf(kind, slug, breakpoints) {
  return `${SKELETONS[kind](slug).join(breakpoints ? "--> statement-breakpoint\n" : "\n\n")}
`;
}

// src/source/slug-name.ts
var LONGEST2 = 200;
function slugName(typed) {
  const slug = typed.trim().replace(/\.sql$/i, "").normalize("NFKD").replace(new RegExp("\\p{M}", "gu"), "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_").replace(/^_+|_+$/g, "");
  if (slug === "") {
    throw new MigratorError("usage", "A migration needs a name with at least one letter or digit.", {
      hint: 'Say in a few words what it does: migrate new "add phone to profiles".'
    });
  }
  if (Buffer.byteLength(slug, "utf8") > LONGEST2) {
    throw new MigratorError(
      "usage",
      `The name is longer than ${LONGEST2} bytes, and file systems stop soon after.`,
      {
        hint: "Say it in a few words; details belong in a comment in the file."
      }
    );
  }
  return slug;
}

// src/source/create-migration.ts
async function createMigration(directory, typed, { base, now = /* @__PURE__ */ new Date(), kind, content }) {
  const slug = slugName(typed);
  const listing = await listFolder(resolve(base, directory), base);
  const layout = layoutFor(listing);
  const names = layout.entries(listing).map(({ name }) => name);
  checkNames(names);
  const title = (content?.comment[0] ?? typed).replace(/[\s\p{C}]+/gu, " ").trim().replace(/^migrate:/i, "migrate");
  const breakpoints = layout.name === "drizzle" || layout.name === "drizzle-folders";
  const body = content === void 0 ? "" : bodyOf(content, breakpoints);
  const files = await layout.create({
    listing,
    names,
    slug,
    title,
    now,
    body: kind === void 0 ? body : skeletonOf(kind, slug, breakpoints),
    ...content?.reverses === void 0 ? {} : { reverses: content.reverses }
  });
  await writeAll(listing, files);
  const paths = files.map(({ path: path2 }) => join2(listing.directory, ...path2));
  const [path = listing.directory, ...others] = paths;
  return { path, others };
}
function bodyOf({ comment, statements }, breakpoints) {
  const lines = comment.slice(1).map((line) => `-- ${line}
`);
  return lines.join("") + joinStatements(statements, breakpoints ? "--> statement-breakpoint\n" : "\n");
}
function layoutFor(listing) {
  try {
    return recogniseLayout(listing);
  } catch (error) {
    if (!(error instanceof MigratorError) || error.code !== "folder_empty") throw error;
    const path = listing.directory;
    return basename(path) === "migrations" && basename(dirname(path)) === "supabase" ? supabase : plain;
  }
}
async function writeAll({ directory, shown }, files) {
  const written = [];
  try {
    for (const { path, text, replaces } of files.toSorted(
      (a, b) => Number(a.replaces ?? 0) - Number(b.replaces ?? 0)
    )) {
      const target = join2(directory, ...path);
      const made = await mkdir(dirname(target), { recursive: true });
      if (made !== void 0) written.push(made);
      const file = replaces === true ? `${target}.new` : target;
      await writeFile(file, text, { flag: replaces === true ? "w" : "wx" });
      written.push(file);
      if (replaces === true) await rename(file, target);
    }
  } catch (error) {
    for (const path of written.toReversed()) await rm(path, { recursive: true, force: true });
    const code = systemCode(error);
    const reason = {
      EEXIST: "a file of that name is there",
      EACCES: "permission denied",
      EROFS: "the disk is read-only"
    }[code];
    throw new MigratorError(
      "file_unwritable",
      `No migration could be written to ${shown}: ${reason ?? code}.`,
      {
        hint: "Give the user who runs this the right to write there, or remove what is in the way.",
        cause: error
      }
    );
  }
}

export {
  createMigration
};
