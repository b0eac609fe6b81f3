import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  SUBSCRIPTION_CONNINFO_PLACEHOLDER,
  redactOptionStrings
} from "./chunk-GOILU7OO.mjs";
import {
  USER_MAPPING_UNREADABLE,
  buildFactBase,
  encodeId
} from "./chunk-5P2GGYA6.mjs";
import "./chunk-LTPNAQSB.mjs";

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/scope.js
var QUERY_CANCELED = "57014";
function isBuiltinRoleName(name) {
  return name.startsWith("pg_");
}
function queryLabel(sql) {
  const flat = sql.replace(/\s+/g, " ").trim();
  const from = /\bFROM\s+(?:pg_catalog\.)?(\w+)/i.exec(flat);
  const head = flat.slice(0, 60);
  return from ? `${from[1]} (${head}\u2026)` : head;
}
var ExtractionTimeoutError = class extends Error {
  code = "extraction_timeout";
  queryLabel;
  timeoutMs;
  diagnostic;
  constructor(label, timeoutMs) {
    super(`extraction query ${label} exceeded the ${timeoutMs}ms statement_timeout budget`);
    this.name = "ExtractionTimeoutError";
    this.queryLabel = label;
    this.timeoutMs = timeoutMs;
    this.diagnostic = {
      code: this.code,
      severity: "error",
      message: this.message,
      context: { queryLabel: label, timeoutMs }
    };
  }
};
function pruneOrphanedSatellites(facts) {
  const present = new Set(facts.map((f) => encodeId(f.id)));
  const kept = [];
  const diagnostics = [];
  for (const fact of facts) {
    if ("target" in fact.id) {
      const targetKey = encodeId(fact.id.target);
      if (!present.has(targetKey)) {
        diagnostics.push({
          code: "orphaned_satellite",
          severity: "info",
          subject: fact.id,
          message: `dropped ${fact.id.kind} whose target ${targetKey} was not extracted (filtered)`
        });
        continue;
      }
    }
    kept.push(fact);
  }
  return { facts: kept, diagnostics };
}
var SYSTEM_SCHEMAS = `('pg_catalog', 'information_schema')`;
var USER_SCHEMA_FILTER = `
  n.nspname NOT IN ${SYSTEM_SCHEMAS}
  AND n.nspname NOT LIKE 'pg\\_toast%'
  AND n.nspname NOT LIKE 'pg\\_temp%'`;
function notExtensionMember(classid, oidExpr) {
  return `NOT EXISTS (
    SELECT 1 FROM pg_depend ext_d
    WHERE ext_d.classid = '${classid}'::regclass
      AND ext_d.objid = ${oidExpr}
      AND ext_d.deptype = 'e')`;
}
var memberExtensionExpr = (classid, oidExpr) => `(
    SELECT ext.extname
    FROM pg_depend ext_d
    JOIN pg_extension ext ON ext.oid = ext_d.refobjid
    WHERE ext_d.classid = '${classid}'::regclass
      AND ext_d.objid = ${oidExpr}
      AND ext_d.refclassid = 'pg_extension'::regclass
      AND ext_d.deptype = 'e'
      AND ext.extname <> 'plpgsql'
    LIMIT 1)`;
var aclJson = (aclColumn, objtype, ownerColumn) => `
    (SELECT json_agg(json_build_object(
        'grantee', acl.grantee_name,
        'privileges', acl.privileges,
        'grantable', acl.grantable,
        -- The owner's create-time default privilege set for this object kind
        -- (carried ONLY on the owner's row). Lets the planner's default-ACL
        -- elision tell "owner kept the full default" (elidable) apart from
        -- "owner revoked one of their defaults" (must keep the REVOKE/GRANT),
        -- without hardcoding the version-dependent set (PG17 added MAINTAIN).
        'ownerDefault', CASE
          WHEN acl.grantee_name = (
            SELECT rolname FROM pg_roles WHERE oid = ${ownerColumn})
          THEN (SELECT array_agg(d.privilege_type ORDER BY d.privilege_type)
                FROM aclexplode(acldefault('${objtype}', ${ownerColumn})) d
                WHERE d.grantee = ${ownerColumn})
          ELSE NULL END) ORDER BY acl.grantee_name)
     FROM (
       SELECT COALESCE(g.rolname, 'PUBLIC') AS grantee_name,
              -- DISTINCT: aclexplode() yields one row per GRANTOR, so a privilege
              -- granted to one grantee by two grantors appears twice. pg-delta
              -- models the EFFECTIVE privilege set, not who granted it, so grantor
              -- identity is intentionally ignored \u2014 de-duplicate to avoid rendering
              -- a doubled privilege list (GRANT SELECT, SELECT ...), which
              -- Postgres collapses on apply so a re-extract no longer matches and
              -- the proof drifts.
              array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type) AS privileges,
              array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type)
                FILTER (WHERE e.is_grantable) AS grantable
       FROM aclexplode(COALESCE(${aclColumn}, acldefault('${objtype}', ${ownerColumn}))) e
       LEFT JOIN pg_roles g ON g.oid = e.grantee
       GROUP BY 1
       UNION ALL
       SELECT 'PUBLIC', ARRAY[]::text[], NULL::text[]
       WHERE ${aclColumn} IS NOT NULL
         AND EXISTS (
           SELECT 1 FROM aclexplode(acldefault('${objtype}', ${ownerColumn})) d
           WHERE d.grantee = 0)
         AND NOT EXISTS (
           SELECT 1 FROM aclexplode(${aclColumn}) a WHERE a.grantee = 0)
       UNION ALL
       -- Revoked OWNER default (mirror of the PUBLIC case): PostgreSQL grants the
       -- owner its full default on CREATE, so a full owner revoke
       -- (REVOKE ALL ON ... FROM owner) leaves a non-NULL acl with NO owner row.
       -- Emit an empty owner entry so the diff plans a REVOKE ALL FROM owner that
       -- clears the create-time default; without it a freshly created object keeps
       -- PostgreSQL built-in owner privileges and never converges.
       SELECT (SELECT rolname FROM pg_roles WHERE oid = ${ownerColumn}),
              ARRAY[]::text[], NULL::text[]
       WHERE ${aclColumn} IS NOT NULL
         AND EXISTS (
           SELECT 1 FROM aclexplode(acldefault('${objtype}', ${ownerColumn})) d
           WHERE d.grantee = ${ownerColumn})
         AND NOT EXISTS (
           SELECT 1 FROM aclexplode(${aclColumn}) a
           WHERE a.grantee = ${ownerColumn})
     ) acl)`;
var memberAclDeltaJson = (aclColumn, objtype, ownerColumn, classoid, oidExpr) => `
    (SELECT json_agg(json_build_object(
        'grantee', d.grantee, 'privileges', d.privileges,
        'grantable', d.grantable, '_initPrivs', d.init_privs
      ) ORDER BY d.grantee)
     FROM (
       WITH cur AS (
         SELECT COALESCE(g.rolname, 'PUBLIC') AS grantee,
                -- DISTINCT across grantors (aclexplode emits one row per grantor);
                -- grantor identity is intentionally ignored \u2014 see aclJson.
                array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type) AS privileges,
                COALESCE(array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type)
                  FILTER (WHERE e.is_grantable), ARRAY[]::text[]) AS grantable
         FROM aclexplode(COALESCE(${aclColumn}, acldefault('${objtype}', ${ownerColumn}))) e
         LEFT JOIN pg_roles g ON g.oid = e.grantee
         GROUP BY 1
       ),
       ini AS (
         SELECT COALESCE(g.rolname, 'PUBLIC') AS grantee,
                -- DISTINCT across grantors (aclexplode emits one row per grantor);
                -- grantor identity is intentionally ignored \u2014 see aclJson.
                array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type) AS privileges,
                COALESCE(array_agg(DISTINCT e.privilege_type ORDER BY e.privilege_type)
                  FILTER (WHERE e.is_grantable), ARRAY[]::text[]) AS grantable
         FROM aclexplode(COALESCE(
                (SELECT ip.initprivs FROM pg_init_privs ip
                 WHERE ip.objoid = ${oidExpr}
                   AND ip.classoid = '${classoid}'::regclass
                   AND ip.objsubid = 0),
                acldefault('${objtype}', ${ownerColumn}))) e
         LEFT JOIN pg_roles g ON g.oid = e.grantee
         GROUP BY 1
       )
       SELECT
         COALESCE(cur.grantee, ini.grantee) AS grantee,
         COALESCE(cur.privileges, ARRAY[]::text[]) AS privileges,
         COALESCE(cur.grantable, ARRAY[]::text[]) AS grantable,
         CASE WHEN ini.grantee IS NOT NULL
              THEN json_build_object(
                     'privileges', ini.privileges, 'grantable', ini.grantable)
              END AS init_privs
       FROM cur FULL OUTER JOIN ini USING (grantee)
       WHERE cur.privileges IS DISTINCT FROM ini.privileges
          OR cur.grantable IS DISTINCT FROM ini.grantable
     ) d)`;
var aclJsonMemberAware = (aclColumn, objtype, ownerColumn, classoid, oidExpr) => `
    CASE WHEN EXISTS (
      SELECT 1 FROM pg_depend md
      WHERE md.classid = '${classoid}'::regclass AND md.objid = ${oidExpr}
        AND md.refclassid = 'pg_extension'::regclass AND md.deptype = 'e')
    THEN ${memberAclDeltaJson(aclColumn, objtype, ownerColumn, classoid, oidExpr)}
    ELSE ${aclJson(aclColumn, objtype, ownerColumn)}
    END`;
var parseAcl = (raw) => {
  if (raw == null)
    return [];
  const entries = raw;
  return entries.map((e) => ({
    grantee: e.grantee,
    privileges: e.privileges,
    grantable: e.grantable ?? [],
    ...e.ownerDefault != null ? { ownerDefault: e.ownerDefault } : {},
    ...e._initPrivs != null ? {
      initPrivs: {
        privileges: e._initPrivs.privileges,
        grantable: e._initPrivs.grantable ?? []
      }
    } : {}
  }));
};
var schemaId = (name) => ({
  kind: "schema",
  name: String(name)
});
async function createExtractContext(client, statementTimeoutMs, redactSecrets = true) {
  const facts = [];
  const edges = [];
  const diagnostics = [];
  const factDiagnostics = [];
  const q = async (sql) => {
    try {
      return (await client.query(sql)).rows;
    } catch (error) {
      if (statementTimeoutMs !== void 0 && error.code === QUERY_CANCELED) {
        throw new ExtractionTimeoutError(queryLabel(sql), statementTimeoutMs);
      }
      throw error;
    }
  };
  const versionRow = (await q(`SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS num`))[0];
  const serverVersion = versionRow?.["version"] ?? "unknown";
  const serverVersionNum = Number(versionRow?.["num"] ?? 0);
  const pgMajor = Math.floor(serverVersionNum / 1e4);
  const pushWithMeta = (fact, row, aclTargets) => {
    facts.push(fact);
    const comment = row["comment"];
    if (typeof comment === "string") {
      const onDomain = fact.id.kind === "constraint" && fact.parent?.kind === "domain";
      facts.push({
        id: { kind: "comment", target: fact.id },
        parent: fact.id,
        payload: onDomain ? { text: comment, onDomain: true } : { text: comment }
      });
    }
    for (const acl of aclTargets ?? []) {
      facts.push({
        id: { kind: "acl", target: fact.id, grantee: acl.grantee },
        parent: fact.id,
        payload: {
          privileges: acl.privileges,
          grantable: acl.grantable,
          // owner-only NON-SEMANTIC metadata (`_` prefix → excluded from the
          // hash/diff, see hash.ts): the owner's create-time default privilege
          // set, consumed by the planner's default-ACL elision
          // (elideDefaultAclCreates). It is version-dependent (PG17 added
          // MAINTAIN), so it must NOT join the equality surface or it would cause
          // spurious cross-version / snapshot diff deltas and fingerprint drift.
          ...acl.ownerDefault !== void 0 ? { _ownerDefault: acl.ownerDefault } : {},
          // as-installed ACL for an extension member (non-semantic `_` prefix):
          // lets the DROP path restore install state instead of REVOKE ALL.
          // Built as a fresh literal so it satisfies the Payload index signature.
          ...acl.initPrivs !== void 0 ? {
            _initPrivs: {
              privileges: acl.initPrivs.privileges,
              grantable: acl.initPrivs.grantable
            }
          } : {}
        }
      });
    }
  };
  const pushMemberEdge = (id, row) => {
    const ext = row["ext_member_of"];
    if (typeof ext === "string") {
      edges.push({
        from: id,
        to: { kind: "extension", name: ext },
        kind: "memberOfExtension"
      });
    }
  };
  const pushOwnerEdge = (id, owner) => {
    if (typeof owner === "string" && owner.length > 0 && !isBuiltinRoleName(owner)) {
      edges.push({
        from: id,
        to: { kind: "role", name: owner },
        kind: "owner"
      });
    }
  };
  const pushSeclabel = (target, provider, label) => {
    facts.push({
      id: { kind: "securityLabel", target, provider },
      parent: target,
      payload: { label }
    });
  };
  return {
    q,
    serverVersion,
    serverVersionNum,
    pgMajor,
    facts,
    edges,
    diagnostics,
    factDiagnostics,
    redactSecrets,
    pushWithMeta,
    pushMemberEdge,
    pushOwnerEdge,
    pushSeclabel
  };
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/dependencies.js
async function extractInheritanceEdges(ctx) {
  const { q, edges } = ctx;
  for (const row of await q(`
    SELECT cn.nspname AS child_schema, cc.relname AS child_name,
           pn.nspname AS parent_schema, pc.relname AS parent_name
    FROM pg_inherits i
    JOIN pg_class cc ON cc.oid = i.inhrelid
    JOIN pg_namespace cn ON cn.oid = cc.relnamespace
    JOIN pg_class pc ON pc.oid = i.inhparent
    JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    WHERE cc.relkind IN ('r', 'p')
      AND cn.nspname NOT IN ${SYSTEM_SCHEMAS}`)) {
    edges.push({
      from: {
        kind: "table",
        schema: String(row["child_schema"]),
        name: String(row["child_name"])
      },
      to: {
        kind: "table",
        schema: String(row["parent_schema"]),
        name: String(row["parent_name"])
      },
      kind: "depends"
    });
  }
}
async function extractDependencyEdges(ctx) {
  const { q, edges, diagnostics } = ctx;
  const dependRows = await q(`
    WITH dep AS (
      SELECT d.classid, d.objid, d.objsubid,
             d.refclassid, d.refobjid, d.refobjsubid
      FROM pg_depend d
      WHERE d.deptype IN ('n', 'a')
        -- sequence OWNED BY is carried as payload + ALTER SEQUENCE \u2026 OWNED BY
        -- (pg_dump's model); the auto edge would cycle with the column default
        AND NOT (d.deptype = 'a'
                 AND d.classid = 'pg_class'::regclass
                 AND d.refclassid = 'pg_class'::regclass
                 AND d.refobjsubid > 0
                 AND EXISTS (SELECT 1 FROM pg_class sc
                             WHERE sc.oid = d.objid AND sc.relkind = 'S'))
    ),
    endpoints AS (
      SELECT classid, objid, objsubid FROM dep
      UNION
      SELECT refclassid, refobjid, refobjsubid FROM dep
    ),
    -- one derived table per resolver branch, each built once over its catalog
    rel AS (
      SELECT rc.oid, rc.relkind, json_build_object('kind',
               CASE rc.relkind
                 WHEN 'r' THEN 'table' WHEN 'p' THEN 'table'
                 WHEN 'f' THEN 'foreignTable'
                 WHEN 'v' THEN 'view' WHEN 'm' THEN 'materializedView'
                 WHEN 'i' THEN 'index' WHEN 'I' THEN 'index'
                 WHEN 'S' THEN 'sequence' END,
               'schema', rn.nspname, 'name', rc.relname) AS id
      FROM pg_class rc JOIN pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE rc.relkind IN ('r','p','f','v','m','i','I','S')
    ),
    cbi AS (
      -- a constraint-backed index resolves to its constraint, not the index
      SELECT con.conindid AS oid,
             json_build_object('kind','constraint','schema',cn.nspname,
                               'table',cc.relname,'name',con.conname) AS id
      FROM pg_constraint con
      JOIN pg_class cc ON cc.oid = con.conrelid
      JOIN pg_namespace cn ON cn.oid = cc.relnamespace
      WHERE con.contype IN ('p','u','x') AND con.conindid <> 0
    ),
    col AS (
      SELECT att.attrelid AS oid, att.attnum AS subid,
             json_build_object('kind','column','schema',rn.nspname,
                               'table',rc.relname,'name',att.attname) AS id
      FROM pg_attribute att
      JOIN pg_class rc ON rc.oid = att.attrelid AND rc.relkind IN ('r','p','f')
      JOIN pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE att.attnum > 0 AND NOT att.attisdropped
    ),
    proc AS (
      -- prokind 'w' (window functions) is extracted as a function fact
      -- (src/extract/routines.ts: only 'p' -> procedure, everything else ->
      -- function), so it MUST be resolvable here -- otherwise a pg_depend edge
      -- into a user window function resolves to NULL and is silently dropped,
      -- and a view/rule that uses it is never rebuilt against it (issue #333).
      -- The kind CASE already maps 'w' to 'function' via ELSE.
      SELECT pp.oid, json_build_object(
               'kind', CASE pp.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END,
               'schema', pn.nspname, 'name', pp.proname,
               'args', ARRAY(SELECT format_type(t.t, NULL)
                             FROM unnest(pp.proargtypes) WITH ORDINALITY AS t(t, ord)
                             ORDER BY t.ord)::text[]) AS id
      FROM pg_proc pp JOIN pg_namespace pn ON pn.oid = pp.pronamespace
      WHERE pp.prokind IN ('f','p','a','w')
    ),
    tcon AS (
      SELECT con.oid, json_build_object('kind','constraint','schema',cn.nspname,
                               'table',cc.relname,'name',con.conname) AS id
      FROM pg_constraint con
      JOIN pg_class cc ON cc.oid = con.conrelid
      JOIN pg_namespace cn ON cn.oid = cc.relnamespace
      WHERE con.conrelid <> 0
    ),
    dcon AS (
      SELECT con.oid, json_build_object('kind','constraint','schema',dn.nspname,
                               'table',dt.typname,'name',con.conname) AS id
      FROM pg_constraint con
      JOIN pg_type dt ON dt.oid = con.contypid
      JOIN pg_namespace dn ON dn.oid = dt.typnamespace
      WHERE con.contypid <> 0
    ),
    typ AS (
      -- Resolve array types (typcategory 'A') to their ELEMENT type: a column or
      -- argument of an array type records its pg_depend edge against the implicit
      -- array type (e.g. _user_defined_filter), but the managed fact is the
      -- element type. Mapping the array oid to the element's stable id keeps the
      -- depends-on-element ordering correct for array-of-composite/domain/enum
      -- columns and arguments (regression: realtime.subscription has a
      -- user_defined_filter array column; without this the table/function was
      -- ordered before the type). An array of a base type (e.g. int4) resolves to
      -- a pg_catalog element that the typtype filter drops below -- harmless, as
      -- builtins are unmanaged.
      SELECT tt.oid,
        CASE
          WHEN base.typrelid <> 0::oid AND rc.oid IS NOT NULL THEN
            json_build_object(
              'kind', CASE rc.relkind
                        WHEN 'v' THEN 'view'
                        WHEN 'm' THEN 'materializedView'
                        WHEN 'f' THEN 'foreignTable'
                        ELSE 'table'
                      END,
              'schema', rn.nspname,
              'name', rc.relname)
          ELSE json_build_object(
            'kind', CASE base.typtype WHEN 'd' THEN 'domain' ELSE 'type' END,
            'schema', tn.nspname,
            'name', base.typname)
        END AS id
      FROM pg_type tt
      JOIN pg_type base
        ON base.oid = CASE
             WHEN tt.typtype = 'b' AND tt.typcategory = 'A' AND tt.typelem <> 0
             THEN tt.typelem ELSE tt.oid END
      JOIN pg_namespace tn ON tn.oid = base.typnamespace
      LEFT JOIN pg_class rc ON rc.oid = base.typrelid
                           AND rc.relkind IN ('r', 'p', 'f', 'v', 'm')
      LEFT JOIN pg_namespace rn ON rn.oid = rc.relnamespace
      WHERE base.typtype IN ('d', 'e', 'c', 'r')
    ),
    -- a composite type's pg_class (relkind c) endpoint resolves to the composite
    -- TYPE fact. pg_depend records a composite attribute's type dependency as
    -- (classid=pg_class, objid=composite pg_class, objsubid=attnum) -> pg_type,
    -- but the col CTE excludes relkind c. Attributing the edge to the top-level
    -- type (not the folded typeAttribute child) keeps the create/teardown
    -- ordering of a composite-uses-domain/type chain correct and independent of
    -- child-drop folding.
    comptype AS (
      SELECT cc.oid, json_build_object('kind','type','schema',cn.nspname,
                               'name',cc.relname) AS id
      FROM pg_class cc JOIN pg_namespace cn ON cn.oid = cc.relnamespace
      WHERE cc.relkind = 'c'
    ),
    extm AS (
      -- a reference INTO an extension-member object resolves to the extension,
      -- not the member fact (4b Stage 3): the member is observed but projected
      -- out by default, so a member-targeted edge would be pruned with it and
      -- lose the dependent's ordering on the extension. One join keyed by
      -- (classid, objid) replaces the old per-branch nested pg_depend lookups;
      -- an object belongs to at most one extension, so (classid, objid) is
      -- unique here and the join never multiplies dep rows (the old form's
      -- LIMIT 1 was guarding the same single-membership invariant).
      SELECT ed.classid, ed.objid,
             json_build_object('kind','extension','name',ext.extname) AS id
      FROM pg_depend ed JOIN pg_extension ext ON ext.oid = ed.refobjid
      WHERE ed.refclassid = 'pg_extension'::regclass AND ed.deptype = 'e'
    ),
    coll AS (
      SELECT cl.oid, json_build_object('kind','collation','schema',cln.nspname,
                               'name',cl.collname) AS id
      FROM pg_collation cl JOIN pg_namespace cln ON cln.oid = cl.collnamespace
    ),
    pol AS (
      SELECT po.oid, json_build_object('kind','policy','schema',pn.nspname,
                               'table',pc.relname,'name',po.polname) AS id
      FROM pg_policy po
      JOIN pg_class pc ON pc.oid = po.polrelid
      JOIN pg_namespace pn ON pn.oid = pc.relnamespace
    ),
    evt AS (
      SELECT et.oid, json_build_object('kind','eventTrigger','name',et.evtname) AS id
      FROM pg_event_trigger et
    ),
    pub AS (
      SELECT pb.oid, json_build_object('kind','publication','name',pb.pubname) AS id
      FROM pg_publication pb
    ),
    pubrel AS (
      SELECT pr.oid, json_build_object('kind','publication','name',pb.pubname) AS id
      FROM pg_publication_rel pr JOIN pg_publication pb ON pb.oid = pr.prpubid
    ),
    fdw AS (
      SELECT fd.oid, json_build_object('kind','fdw','name',fd.fdwname) AS id
      FROM pg_foreign_data_wrapper fd
    ),
    srv AS (
      SELECT fs.oid, json_build_object('kind','server','name',fs.srvname) AS id
      FROM pg_foreign_server fs
    ),
    adef AS (
      SELECT ad.oid, json_build_object('kind','default','schema',dn.nspname,
                               'table',dc.relname,'name',da.attname) AS id
      FROM pg_attrdef ad
      JOIN pg_class dc ON dc.oid = ad.adrelid
      JOIN pg_namespace dn ON dn.oid = dc.relnamespace
      JOIN pg_attribute da ON da.attrelid = ad.adrelid AND da.attnum = ad.adnum
    ),
    rw AS (
      -- A pg_rewrite endpoint resolves two different ways (issue #333):
      --  - the '_RETURN' rule of a view/matview IS the relation's definition,
      --    so its deps are attributed to the owning view/matview -- rebuilding
      --    the relation recreates the rule. Only views/matviews carry a
      --    '_RETURN' rule, so the relkind CASE only ever sees 'v'/'m' here.
      --  - ANY other (user-created) rule is its OWN rule fact
      --    (src/extract/relations.ts extracts every rulename <> '_RETURN' on any
      --    relkind), so its deps must be attributed to the RULE fact, not the
      --    owning relation. This is what lets a rule on a PLAIN TABLE (relkind
      --    'r'/'p') be rebuilt against a function it references before that
      --    function is dropped. CONSTRAINT: a user rule ON A VIEW (not
      --    '_RETURN') likewise resolves to the rule fact, exactly like a rule on
      --    a table -- never folded into the view's '_RETURN' definition.
      SELECT r.oid,
        CASE WHEN r.rulename = '_RETURN'
          THEN json_build_object(
                 'kind', CASE vc.relkind WHEN 'm' THEN 'materializedView' ELSE 'view' END,
                 'schema', vn.nspname, 'name', vc.relname)
          ELSE json_build_object(
                 'kind', 'rule', 'schema', vn.nspname,
                 'table', vc.relname, 'name', r.rulename)
        END AS id
      FROM pg_rewrite r
      JOIN pg_class vc ON vc.oid = r.ev_class
      JOIN pg_namespace vn ON vn.oid = vc.relnamespace
    ),
    trg AS (
      SELECT tg.oid, json_build_object('kind','trigger','schema',tn.nspname,
                               'table',tc.relname,'name',tg.tgname) AS id
      FROM pg_trigger tg
      JOIN pg_class tc ON tc.oid = tg.tgrelid
      JOIN pg_namespace tn ON tn.oid = tc.relnamespace
      WHERE NOT tg.tgisinternal
    ),
    nsp AS (
      SELECT ns.oid, json_build_object('kind','schema','name',ns.nspname) AS id
      FROM pg_namespace ns
    ),
    -- MATERIALIZED: resolved is referenced twice (rd + rr joins); force a single
    -- evaluation over the distinct endpoint set.
    resolved AS MATERIALIZED (
      SELECT e.classid, e.objid, e.objsubid,
        CASE
          WHEN e.classid = 'pg_class'::regclass AND e.objsubid = 0
            THEN COALESCE(cbi.id, comptype.id, rel.id)
          WHEN e.classid = 'pg_class'::regclass AND e.objsubid > 0
            -- a real column; a composite type's attribute resolves to its type;
            -- else a view/matview column resolves to its relation
            THEN COALESCE(col.id, comptype.id, CASE WHEN rel.relkind IN ('v','m') THEN rel.id END)
          WHEN e.classid = 'pg_proc'::regclass THEN COALESCE(extm.id, proc.id)
          WHEN e.classid = 'pg_constraint'::regclass THEN COALESCE(tcon.id, dcon.id)
          WHEN e.classid = 'pg_type'::regclass THEN COALESCE(extm.id, typ.id)
          WHEN e.classid = 'pg_opclass'::regclass THEN extm.id
          WHEN e.classid = 'pg_opfamily'::regclass THEN extm.id
          WHEN e.classid = 'pg_operator'::regclass THEN extm.id
          WHEN e.classid = 'pg_collation'::regclass THEN coll.id
          WHEN e.classid = 'pg_policy'::regclass THEN pol.id
          WHEN e.classid = 'pg_event_trigger'::regclass THEN evt.id
          WHEN e.classid = 'pg_publication'::regclass THEN pub.id
          WHEN e.classid = 'pg_publication_rel'::regclass THEN pubrel.id
          WHEN e.classid = 'pg_foreign_data_wrapper'::regclass
            THEN COALESCE(extm.id, fdw.id)
          WHEN e.classid = 'pg_foreign_server'::regclass THEN srv.id
          WHEN e.classid = 'pg_attrdef'::regclass THEN adef.id
          WHEN e.classid = 'pg_rewrite'::regclass THEN rw.id
          WHEN e.classid = 'pg_trigger'::regclass THEN trg.id
          WHEN e.classid = 'pg_namespace'::regclass THEN nsp.id
          ELSE NULL
        END AS id
      FROM endpoints e
      LEFT JOIN rel    ON rel.oid    = e.objid AND e.classid = 'pg_class'::regclass
      LEFT JOIN cbi    ON cbi.oid    = e.objid AND e.classid = 'pg_class'::regclass AND e.objsubid = 0
      LEFT JOIN col    ON col.oid    = e.objid AND col.subid = e.objsubid AND e.classid = 'pg_class'::regclass
      LEFT JOIN proc   ON proc.oid   = e.objid AND e.classid = 'pg_proc'::regclass
      LEFT JOIN tcon   ON tcon.oid   = e.objid AND e.classid = 'pg_constraint'::regclass
      LEFT JOIN dcon   ON dcon.oid   = e.objid AND e.classid = 'pg_constraint'::regclass
      LEFT JOIN typ    ON typ.oid    = e.objid AND e.classid = 'pg_type'::regclass
      LEFT JOIN comptype ON comptype.oid = e.objid AND e.classid = 'pg_class'::regclass
      LEFT JOIN extm   ON extm.classid = e.classid AND extm.objid = e.objid
      LEFT JOIN coll   ON coll.oid   = e.objid AND e.classid = 'pg_collation'::regclass
      LEFT JOIN pol    ON pol.oid    = e.objid AND e.classid = 'pg_policy'::regclass
      LEFT JOIN evt    ON evt.oid    = e.objid AND e.classid = 'pg_event_trigger'::regclass
      LEFT JOIN pub    ON pub.oid    = e.objid AND e.classid = 'pg_publication'::regclass
      LEFT JOIN pubrel ON pubrel.oid = e.objid AND e.classid = 'pg_publication_rel'::regclass
      LEFT JOIN fdw    ON fdw.oid    = e.objid AND e.classid = 'pg_foreign_data_wrapper'::regclass
      LEFT JOIN srv    ON srv.oid    = e.objid AND e.classid = 'pg_foreign_server'::regclass
      LEFT JOIN adef   ON adef.oid   = e.objid AND e.classid = 'pg_attrdef'::regclass
      LEFT JOIN rw     ON rw.oid     = e.objid AND e.classid = 'pg_rewrite'::regclass
      LEFT JOIN trg    ON trg.oid    = e.objid AND e.classid = 'pg_trigger'::regclass
      LEFT JOIN nsp    ON nsp.oid    = e.objid AND e.classid = 'pg_namespace'::regclass
    )
    SELECT rd.id AS dependent, rr.id AS referenced
    FROM dep
    JOIN resolved rd ON rd.classid = dep.classid
                    AND rd.objid = dep.objid
                    AND rd.objsubid = dep.objsubid
    JOIN resolved rr ON rr.classid = dep.refclassid
                    AND rr.objid = dep.refobjid
                    AND rr.objsubid = dep.refobjsubid`);
  const toId = (raw) => {
    if (raw == null)
      return void 0;
    const o = raw;
    switch (o["kind"]) {
      case "schema":
        return { kind: "schema", name: o["name"] };
      case "eventTrigger":
      case "publication":
      case "fdw":
      case "server":
      case "extension":
        return { kind: o["kind"], name: o["name"] };
      case "table":
      case "view":
      case "materializedView":
      case "index":
      case "sequence":
      case "domain":
      case "type":
      case "collation":
      case "foreignTable":
        return {
          kind: o["kind"],
          schema: o["schema"],
          name: o["name"]
        };
      case "column":
      case "constraint":
      case "default":
      case "trigger":
      case "policy":
      case "rule":
        return {
          kind: o["kind"],
          schema: o["schema"],
          table: o["table"],
          name: o["name"]
        };
      case "function":
      case "procedure":
      case "aggregate":
        return {
          kind: o["kind"],
          schema: o["schema"],
          name: o["name"],
          args: o["args"].map(String)
        };
      default:
        return void 0;
    }
  };
  const isSystemScopedId = (id) => {
    const sysName = (n) => n === "pg_catalog" || n === "information_schema" || n.startsWith("pg_toast") || n.startsWith("pg_temp");
    const schema = id.schema;
    if (typeof schema === "string" && sysName(schema))
      return true;
    if (id.kind === "schema")
      return sysName(id.name);
    return false;
  };
  const resolveEndpoint = (raw, role) => {
    if (raw == null)
      return void 0;
    const id = toId(raw);
    if (id === void 0) {
      diagnostics.push({
        code: "unresolved_dependency",
        severity: "warning",
        message: `pg_depend ${role} ${JSON.stringify(raw)} was recognized by the resolver but the codec could not build its id \u2014 resolver/codec mismatch`
      });
      return id;
    }
    if (isSystemScopedId(id))
      return void 0;
    return id;
  };
  const seenEdges = /* @__PURE__ */ new Set();
  const defaultFactIds = new Set(ctx.facts.filter((f) => f.id.kind === "default").map((f) => encodeId(f.id)));
  for (const row of dependRows) {
    const from = resolveEndpoint(row["dependent"], "dependent");
    const to = resolveEndpoint(row["referenced"], "referenced");
    if (!from || !to)
      continue;
    const key = JSON.stringify([from, to]);
    if (seenEdges.has(key))
      continue;
    seenEdges.add(key);
    edges.push({ from, to, kind: "depends" });
    if (from.kind === "default" && !defaultFactIds.has(encodeId(from))) {
      const columnFrom = {
        kind: "column",
        schema: from.schema,
        table: from.table,
        name: from.name
      };
      if (encodeId(columnFrom) === encodeId(to))
        continue;
      const columnKey = JSON.stringify([columnFrom, to]);
      if (seenEdges.has(columnKey))
        continue;
      seenEdges.add(columnKey);
      edges.push({ from: columnFrom, to, kind: "depends" });
    }
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/event-triggers.js
async function extractEventTriggers(ctx) {
  const { q, pushWithMeta, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT e.evtname AS name, e.evtevent AS event, e.evtenabled AS enabled,
           COALESCE(e.evttags, '{}')::text[] AS tags,
           pn.nspname AS func_schema, p.proname AS func_name,
           r.rolname AS owner,
           obj_description(e.oid, 'pg_event_trigger') AS comment
    FROM pg_event_trigger e
    JOIN pg_proc p ON p.oid = e.evtfoid
    JOIN pg_namespace pn ON pn.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = e.evtowner
    WHERE ${notExtensionMember("pg_event_trigger", "e.oid")}
    ORDER BY e.evtname`)) {
    const evtId = { kind: "eventTrigger", name: String(row["name"]) };
    pushWithMeta({
      id: evtId,
      payload: {
        event: String(row["event"]),
        enabled: String(row["enabled"]),
        tags: row["tags"].map(String).sort(),
        functionSchema: String(row["func_schema"]),
        functionName: String(row["func_name"])
      }
    }, row);
    pushOwnerEdge(evtId, row["owner"]);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/foreign.js
async function extractForeign(ctx) {
  const { q, facts, pushWithMeta, pushOwnerEdge, factDiagnostics } = ctx;
  const opts = (raw) => ctx.redactSecrets ? redactOptionStrings(raw) : raw;
  for (const row of await q(`
    SELECT f.fdwname AS name, r.rolname AS owner,
           CASE WHEN f.fdwhandler <> 0 THEN f.fdwhandler::regproc::text END AS handler,
           CASE WHEN f.fdwvalidator <> 0 THEN f.fdwvalidator::regproc::text END AS validator,
           COALESCE(ARRAY(SELECT opt FROM unnest(f.fdwoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(f.oid, 'pg_foreign_data_wrapper') AS comment,
           ${aclJson("f.fdwacl", "F", "f.fdwowner")} AS acl
    FROM pg_foreign_data_wrapper f
    JOIN pg_roles r ON r.oid = f.fdwowner
    WHERE ${notExtensionMember("pg_foreign_data_wrapper", "f.oid")}
    ORDER BY f.fdwname`)) {
    const fdwId = { kind: "fdw", name: String(row["name"]) };
    pushWithMeta({
      id: fdwId,
      payload: {
        handler: row["handler"] == null ? null : row["handler"],
        validator: row["validator"] == null ? null : row["validator"],
        options: opts(row["options"].map(String))
      }
    }, row, parseAcl(row["acl"]));
    pushOwnerEdge(fdwId, row["owner"]);
  }
  for (const row of await q(`
    SELECT s.srvname AS name, f.fdwname AS fdw, r.rolname AS owner,
           s.srvtype AS type, s.srvversion AS version,
           (SELECT e.extname FROM pg_depend d
            JOIN pg_extension e ON e.oid = d.refobjid
            WHERE d.classid = 'pg_foreign_data_wrapper'::regclass
              AND d.objid = f.oid
              AND d.refclassid = 'pg_extension'::regclass
              AND d.deptype = 'e'
            LIMIT 1) AS fdw_extension,
           COALESCE(ARRAY(SELECT opt FROM unnest(s.srvoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(s.oid, 'pg_foreign_server') AS comment,
           ${aclJson("s.srvacl", "S", "s.srvowner")} AS acl
    FROM pg_foreign_server s
    JOIN pg_foreign_data_wrapper f ON f.oid = s.srvfdw
    JOIN pg_roles r ON r.oid = s.srvowner
    WHERE ${notExtensionMember("pg_foreign_server", "s.oid")}
    ORDER BY s.srvname`)) {
    const srvId = { kind: "server", name: String(row["name"]) };
    pushWithMeta({
      id: srvId,
      // an extension-provided FDW has no fact of its own — parent the
      // server to the extension instead so the reference resolves
      parent: row["fdw_extension"] != null ? { kind: "extension", name: row["fdw_extension"] } : { kind: "fdw", name: String(row["fdw"]) },
      payload: {
        fdw: String(row["fdw"]),
        type: row["type"] == null ? null : row["type"],
        version: row["version"] == null ? null : row["version"],
        options: opts(row["options"].map(String))
      }
    }, row, parseAcl(row["acl"]));
    pushOwnerEdge(srvId, row["owner"]);
  }
  const userMappingReadable = Boolean((await q(`SELECT has_table_privilege('pg_catalog.pg_user_mapping', 'SELECT') AS ok`))[0]?.["ok"]);
  const userMappingRows = userMappingReadable ? await q(`
    SELECT s.srvname AS server, COALESCE(r.rolname, 'PUBLIC') AS role,
           COALESCE(ARRAY(SELECT opt FROM unnest(u.umoptions) opt ORDER BY opt), '{}')::text[] AS options
    FROM pg_user_mapping u
    JOIN pg_foreign_server s ON s.oid = u.umserver
    LEFT JOIN pg_roles r ON r.oid = u.umuser
    WHERE ${notExtensionMember("pg_foreign_server", "s.oid")}
    ORDER BY s.srvname, 2`) : await q(`
    SELECT v.srvname AS server,
           CASE WHEN v.umuser = 0 THEN 'PUBLIC' ELSE v.usename END AS role,
           COALESCE(ARRAY(SELECT opt FROM unnest(v.umoptions) opt ORDER BY opt), '{}')::text[] AS options,
           (v.umoptions IS NOT NULL
            OR (v.umuser <> 0 AND v.usename = current_user
                AND (pg_has_role(s.srvowner, 'USAGE') OR has_server_privilege(s.oid, 'USAGE')))
            OR (v.umuser = 0 AND pg_has_role(s.srvowner, 'USAGE'))) AS options_known
    FROM pg_user_mappings v
    JOIN pg_foreign_server s ON s.oid = v.srvid
    WHERE ${notExtensionMember("pg_foreign_server", "v.srvid")}
    ORDER BY v.srvname, 2`);
  for (const row of userMappingRows) {
    const server = String(row["server"]);
    const role = String(row["role"]);
    const userMappingId = { kind: "userMapping", server, role };
    if (!userMappingReadable && row["options_known"] === false) {
      factDiagnostics.push({
        code: USER_MAPPING_UNREADABLE,
        severity: "warning",
        subject: userMappingId,
        message: `User-mapping options for ${server}/${role} are hidden from the current role by pg_user_mappings (it isn't the mapping's server owner, the mapped user, or a member of the PUBLIC mapping's server owner) \u2014 the mapping's state is unknown, so it was SKIPPED rather than recorded with fabricated empty options.`
      });
      continue;
    }
    facts.push({
      id: userMappingId,
      parent: { kind: "server", name: server },
      payload: {
        options: opts(row["options"].map(String))
      }
    });
  }
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           s.srvname AS server,
           COALESCE(ARRAY(SELECT opt FROM unnest(ft.ftoptions) opt ORDER BY opt), '{}')::text[] AS options,
           obj_description(c.oid, 'pg_class') AS comment,
           ${aclJson("c.relacl", "r", "c.relowner")} AS acl
    FROM pg_foreign_table ft
    JOIN pg_class c ON c.oid = ft.ftrelid
    JOIN pg_foreign_server s ON s.oid = ft.ftserver
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_class", "c.oid")}
    ORDER BY n.nspname, c.relname`)) {
    const ftId = {
      kind: "foreignTable",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id: ftId,
      parent: { kind: "server", name: String(row["server"]) },
      payload: {
        server: String(row["server"]),
        options: opts(row["options"].map(String))
      }
    }, row, parseAcl(row["acl"]));
    pushOwnerEdge(ftId, row["owner"]);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/policies.js
async function extractPolicies(ctx) {
  const { q, pushWithMeta } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS table, pol.polname AS name,
           pol.polcmd AS cmd, pol.polpermissive AS permissive,
           pg_get_expr(pol.polqual, pol.polrelid) AS using_expr,
           pg_get_expr(pol.polwithcheck, pol.polrelid) AS check_expr,
           CASE WHEN pol.polroles = '{0}'::oid[] THEN ARRAY['PUBLIC']::text[]
                ELSE ARRAY(SELECT rolname::text FROM pg_roles WHERE oid = ANY(pol.polroles) ORDER BY rolname)
           END AS roles,
           obj_description(pol.oid, 'pg_policy') AS comment
    FROM pg_policy pol
    JOIN pg_class c ON c.oid = pol.polrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_class", "c.oid")}
    ORDER BY n.nspname, c.relname, pol.polname`)) {
    pushWithMeta({
      id: {
        kind: "policy",
        schema: String(row["schema"]),
        table: String(row["table"]),
        name: String(row["name"])
      },
      parent: {
        kind: "table",
        schema: String(row["schema"]),
        name: String(row["table"])
      },
      payload: {
        cmd: String(row["cmd"]),
        permissive: Boolean(row["permissive"]),
        usingExpr: row["using_expr"] == null ? null : row["using_expr"],
        checkExpr: row["check_expr"] == null ? null : row["check_expr"],
        roles: row["roles"].map(String)
      }
    }, row);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/publications.js
async function extractPublications(ctx) {
  const { q, facts, pushWithMeta, pushOwnerEdge, pgMajor: major } = ctx;
  const columnsExpr = major >= 15 ? `(SELECT array_agg(att.attname::text ORDER BY att.attname)
                          FROM unnest(pr.prattrs) WITH ORDINALITY AS pa(attnum, ord)
                          JOIN pg_attribute att ON att.attrelid = pc.oid AND att.attnum = pa.attnum)` : `NULL`;
  const whereExpr = major >= 15 ? `pg_get_expr(pr.prqual, pr.prrelid)` : `NULL`;
  const schemasExpr = major >= 15 ? `(SELECT array_agg(pn2.nspname::text ORDER BY 1)
            FROM pg_publication_namespace pns
            JOIN pg_namespace pn2 ON pn2.oid = pns.pnnspid
            WHERE pns.pnpubid = p.oid)` : `NULL::text[]`;
  for (const row of await q(`
    SELECT p.pubname AS name, r.rolname AS owner,
           p.puballtables AS all_tables, p.pubviaroot AS via_root,
           p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate,
           (SELECT json_agg(json_build_object(
              'schema', pn.nspname, 'name', pc.relname,
              'columns', ${columnsExpr},
              'where', ${whereExpr}
            ) ORDER BY pn.nspname, pc.relname)
            FROM pg_publication_rel pr
            JOIN pg_class pc ON pc.oid = pr.prrelid
            JOIN pg_namespace pn ON pn.oid = pc.relnamespace
            WHERE pr.prpubid = p.oid) AS tables,
           ${schemasExpr} AS schemas,
           obj_description(p.oid, 'pg_publication') AS comment
    FROM pg_publication p
    JOIN pg_roles r ON r.oid = p.pubowner
    WHERE ${notExtensionMember("pg_publication", "p.oid")}
    ORDER BY p.pubname`)) {
    const publish = [];
    if (row["pubinsert"])
      publish.push("insert");
    if (row["pubupdate"])
      publish.push("update");
    if (row["pubdelete"])
      publish.push("delete");
    if (row["pubtruncate"])
      publish.push("truncate");
    const pubName = String(row["name"]);
    const pubId = { kind: "publication", name: pubName };
    pushWithMeta({
      id: pubId,
      payload: {
        allTables: Boolean(row["all_tables"]),
        viaRoot: Boolean(row["via_root"]),
        publish
      }
    }, row);
    pushOwnerEdge(pubId, row["owner"]);
    const tables = row["tables"] ?? [];
    for (const t of tables) {
      facts.push({
        id: {
          kind: "publicationRel",
          publication: pubName,
          schema: t.schema,
          table: t.name
        },
        parent: pubId,
        payload: {
          columns: t.columns == null ? null : t.columns.map(String),
          where: t.where ?? null
        }
      });
    }
    for (const s of (row["schemas"] ?? []).map(String)) {
      facts.push({
        id: { kind: "publicationSchema", publication: pubName, schema: s },
        parent: pubId,
        payload: {}
      });
    }
  }
}
async function extractSubscriptions(ctx) {
  const { q, pushWithMeta, pushOwnerEdge, pgMajor: major } = ctx;
  const streamingExpr = major >= 16 ? `CASE s.substream WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' ELSE 'off' END` : `CASE WHEN s.substream THEN 'on' ELSE 'off' END`;
  const disableOnErrorExpr = major >= 15 ? `s.subdisableonerr` : `NULL::boolean`;
  const twoPhaseExpr = major >= 15 ? `(s.subtwophasestate <> 'd')` : `NULL::boolean`;
  const runAsOwnerExpr = major >= 16 ? `s.subrunasowner` : `NULL::boolean`;
  const originExpr = major >= 16 ? `s.suborigin` : `NULL::text`;
  const conninfoReadable = Boolean((await q(`SELECT has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') AS ok`))[0]?.["ok"]);
  const conninfoExpr = conninfoReadable ? "s.subconninfo" : "NULL::text";
  for (const row of await q(`
    SELECT s.subname AS name, r.rolname AS owner, s.subenabled AS enabled,
           ${conninfoExpr} AS conninfo, s.subslotname AS slot_name,
           s.subpublications::text[] AS publications,
           s.subbinary AS binary,
           ${streamingExpr} AS streaming,
           s.subsynccommit AS synchronous_commit,
           ${disableOnErrorExpr} AS disable_on_error,
           ${twoPhaseExpr} AS two_phase,
           ${runAsOwnerExpr} AS run_as_owner,
           ${originExpr} AS origin,
           obj_description(s.oid, 'pg_subscription') AS comment
    FROM pg_subscription s
    JOIN pg_roles r ON r.oid = s.subowner
    JOIN pg_database d ON d.oid = s.subdbid
    WHERE d.datname = current_database()
    ORDER BY s.subname`)) {
    const subId = { kind: "subscription", name: String(row["name"]) };
    pushWithMeta({
      id: subId,
      payload: {
        // Non-semantic (leading `_`, dropped from the content hash): carries
        // the source server major so the plan rule can gate `two_phase`
        // handling — ALTER SUBSCRIPTION … SET (two_phase) is PG17+ only.
        _serverMajor: major,
        enabled: Boolean(row["enabled"]),
        // conninfo is fully env-dependent and carries credentials — emit the
        // placeholder unless the caller explicitly opted out of redaction
        // (see sensitive-options.ts). `row["conninfo"]` is also null when
        // this role lacks column privilege on subconninfo (conninfoExpr
        // above) — the real value is unrecoverable either way, so that also
        // falls back to the placeholder rather than the string "null".
        conninfo: ctx.redactSecrets || row["conninfo"] == null ? SUBSCRIPTION_CONNINFO_PLACEHOLDER : row["conninfo"],
        slotName: row["slot_name"] == null ? null : row["slot_name"],
        publications: row["publications"].map(String).sort(),
        binary: Boolean(row["binary"]),
        streaming: String(row["streaming"]),
        synchronousCommit: String(row["synchronous_commit"]),
        disableOnError: row["disable_on_error"] == null ? null : Boolean(row["disable_on_error"]),
        twoPhase: row["two_phase"] == null ? null : Boolean(row["two_phase"]),
        runAsOwner: row["run_as_owner"] == null ? null : Boolean(row["run_as_owner"]),
        origin: row["origin"] == null ? null : row["origin"]
      }
    }, row);
    pushOwnerEdge(subId, row["owner"]);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/relations.js
function reloptions(row) {
  const raw = row["reloptions"];
  if (raw == null)
    return null;
  const arr = raw.slice().sort();
  return arr.length > 0 ? arr : null;
}
async function extractTables(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           c.relpersistence AS persistence,
           c.relrowsecurity AS row_security,
           c.relforcerowsecurity AS force_row_security,
           c.relreplident AS replica_identity,
           (SELECT ic.relname FROM pg_index i
            JOIN pg_class ic ON ic.oid = i.indexrelid
            WHERE i.indrelid = c.oid AND i.indisreplident) AS replica_identity_index,
           CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
           c.reloptions AS reloptions,
           pg_get_expr(c.relpartbound, c.oid) AS partition_bound,
           (SELECT json_build_object('schema', pn.nspname, 'name', pc.relname)
            FROM pg_inherits inh
            JOIN pg_class pc ON pc.oid = inh.inhparent
            JOIN pg_namespace pn ON pn.oid = pc.relnamespace
            WHERE inh.inhrelid = c.oid
            -- Multi-parent support is tracked separately; until then capture the
            -- FIRST-declared parent deterministically. Without ORDER BY the
            -- unordered LIMIT 1 can pick a different parent across extractions,
            -- flapping the fact hash and causing spurious table replaces.
            ORDER BY inh.inhseqno
            LIMIT 1) AS parent_table,
           obj_description(c.oid, 'pg_class') AS comment,
           ${aclJsonMemberAware("c.relacl", "r", "c.relowner", "pg_class", "c.oid")} AS acl,
           ${memberExtensionExpr("pg_class", "c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('r', 'p') AND ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, c.relname`)) {
    const id = {
      kind: "table",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        persistence: String(row["persistence"]),
        rowSecurity: Boolean(row["row_security"]),
        forceRowSecurity: Boolean(row["force_row_security"]),
        replicaIdentity: String(row["replica_identity"]),
        replicaIdentityIndex: row["replica_identity_index"] == null ? null : row["replica_identity_index"],
        partitionKey: row["partition_key"] == null ? null : row["partition_key"],
        // partitionBound + parentTable are policy-API surface, not just hash
        // substance: the `partitionOf` predicate (src/policy/policy.ts)
        // matches on these exact payload field names. Renaming either
        // silently un-matches every partitionOf rule — no validatePolicy
        // error fires.
        partitionBound: row["partition_bound"] == null ? null : row["partition_bound"],
        parentTable: row["parent_table"] == null ? null : row["parent_table"],
        reloptions: reloptions(row)
      }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
}
async function extractColumns(ctx) {
  const { q, facts, pushWithMeta } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS table, a.attname AS name,
           a.attnum AS position,
           c.relkind AS table_kind,
           format_type(a.atttypid, a.atttypmod) AS type,
           a.attnotnull AS not_null,
           NULLIF(a.attidentity, '') AS identity,
           (SELECT json_build_object('schema', sn.nspname, 'name', sc.relname)
            FROM pg_depend d
            JOIN pg_class sc ON sc.oid = d.objid
            JOIN pg_namespace sn ON sn.oid = sc.relnamespace
            WHERE d.classid = 'pg_class'::regclass
              AND d.refclassid = 'pg_class'::regclass
              AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
              AND d.deptype = 'i' AND sc.relkind = 'S'
            LIMIT 1) AS identity_sequence,
           (SELECT json_build_object(
                     'increment', sq.seqincrement::text, 'start', sq.seqstart::text,
                     'minValue', sq.seqmin::text, 'maxValue', sq.seqmax::text,
                     'cache', sq.seqcache::text, 'cycle', sq.seqcycle)
            FROM pg_depend d
            JOIN pg_sequence sq ON sq.seqrelid = d.objid
            WHERE d.classid = 'pg_class'::regclass
              AND d.refclassid = 'pg_class'::regclass
              AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
              AND d.deptype = 'i'
            LIMIT 1) AS identity_options,
           NULLIF(a.attgenerated, '') AS generated,
           CASE WHEN a.attcollation <> t.typcollation THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = a.attcollation)
           END AS collation,
           pg_get_expr(ad.adbin, ad.adrelid) AS default_expr,
           col_description(c.oid, a.attnum) AS comment,
           -- column-level ACL (pg_attribute.attacl). Columns have no built-in
           -- default privileges, so acldefault('c', owner) is empty: a NULL
           -- attacl yields no acl facts, and a non-NULL one lists only explicit
           -- GRANT SELECT/INSERT/UPDATE/REFERENCES (col) entries.
           ${aclJson("a.attacl", "c", "c.relowner")} AS acl
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attislocal
      AND ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_class", "c.oid")}
    ORDER BY n.nspname, c.relname, a.attname`)) {
    const tableId = {
      kind: String(row["table_kind"]) === "f" ? "foreignTable" : "table",
      schema: String(row["schema"]),
      name: String(row["table"])
    };
    const columnId = {
      kind: "column",
      schema: String(row["schema"]),
      table: String(row["table"]),
      name: String(row["name"])
    };
    const generated = row["generated"] != null;
    pushWithMeta({
      id: columnId,
      parent: tableId,
      payload: {
        // `_position` is the declared column position (pg_attribute.attnum).
        // Column ORDER is row-layout state (SELECT *, positional INSERT, the
        // relation's row type), so a from-empty CREATE must render columns in
        // this order — but positional IDENTITY is not desired state (columns
        // are name-keyed, like composite attributes), so the `_`-prefix
        // excludes it from the hash and diff (core/hash.ts, core/diff.ts): an
        // order-only reshuffle on an EXISTING table stays undiffable by design.
        // attnum has HOLES after DROP COLUMN, but ordering the survivors by it
        // still yields their declared order, which is what matters. The plan's
        // ordering phase (plan/phases/action-graph.ts) and the partitioned
        // inline-column path (plan/rules/tables.ts) render in this order.
        _position: Number(row["position"]),
        type: String(row["type"]),
        notNull: Boolean(row["not_null"]),
        identity: row["identity"] == null ? null : {
          generation: row["identity"],
          sequence: row["identity_sequence"],
          options: row["identity_options"] == null ? null : row["identity_options"]
        },
        collation: row["collation"] == null ? null : row["collation"],
        generatedExpr: generated && row["default_expr"] != null ? row["default_expr"] : null
      }
    }, row);
    if (!generated && row["default_expr"] != null) {
      facts.push({
        id: {
          kind: "default",
          schema: String(row["schema"]),
          table: String(row["table"]),
          name: String(row["name"])
        },
        parent: columnId,
        payload: { expr: row["default_expr"] }
      });
    }
    for (const acl of parseAcl(row["acl"])) {
      facts.push({
        id: {
          kind: "acl",
          target: tableId,
          grantee: acl.grantee,
          column: String(row["name"])
        },
        parent: columnId,
        payload: { privileges: acl.privileges, grantable: acl.grantable }
      });
    }
  }
}
async function extractTableConstraints(ctx) {
  const { q, pushWithMeta } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS table, con.conname AS name,
           c.relkind AS table_kind,
           pg_get_constraintdef(con.oid) AS def,
           con.contype AS type, con.convalidated AS validated,
           obj_description(con.oid, 'pg_constraint') AS comment
    FROM pg_constraint con
    JOIN pg_class c ON c.oid = con.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    -- 'f' = foreign tables: they carry only CHECK constraints (no p/u/f/x),
    -- so the contype filter already scopes them; serialized via ALTER FOREIGN
    -- TABLE (constraintTarget keys off the parent's foreignTable kind).
    WHERE con.contype IN ('p', 'u', 'f', 'c', 'x') AND con.conislocal
      AND c.relkind IN ('r', 'p', 'f') AND ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_class", "c.oid")}
    ORDER BY n.nspname, c.relname, con.conname`)) {
    pushWithMeta({
      id: {
        kind: "constraint",
        schema: String(row["schema"]),
        table: String(row["table"]),
        name: String(row["name"])
      },
      parent: {
        kind: String(row["table_kind"]) === "f" ? "foreignTable" : "table",
        schema: String(row["schema"]),
        name: String(row["table"])
      },
      payload: {
        def: String(row["def"]),
        type: String(row["type"]),
        validated: Boolean(row["validated"])
      }
    }, row);
  }
}
async function extractIndexes(ctx) {
  const { q, pushWithMeta } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, ic.relname AS name, c.relname AS table,
           c.relkind AS table_kind,
           pg_get_indexdef(i.indexrelid) AS def,
           -- A partitioned PARENT index (relkind 'I') is legitimately
           -- indisvalid=false whenever a child index is unattached, and
           -- pg_get_indexdef renders it as CREATE INDEX ... ON ONLY ..., which
           -- itself produces an invalid parent (children attach separately). So
           -- its indisvalid is attach-state, not repair-worthy corruption:
           -- force it valid here so it never drives a diff (the unmodeled
           -- attach-state stays tracked in #332). Only REGULAR indexes ('i')
           -- carry their real indisvalid, which is what catches a failed
           -- CREATE INDEX CONCURRENTLY.
           CASE WHEN ic.relkind = 'I' THEN true ELSE i.indisvalid END AS valid,
           obj_description(i.indexrelid, 'pg_class') AS comment
    FROM pg_index i
    JOIN pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = ic.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm') AND ${USER_SCHEMA_FILTER}
      -- Exclude indexes OWNED by a constraint (PRIMARY KEY / UNIQUE / EXCLUSION),
      -- which are serialized via the constraint, not as standalone CREATE INDEX.
      -- Gate on contype: a FOREIGN KEY constraint also sets conindid \u2014 to the
      -- index on the REFERENCED table it depends on \u2014 so an unqualified check
      -- wrongly drops a standalone unique index the moment any FK references it
      -- (regression: realtime.tenants' unique index on external_id, referenced by
      -- an FK from _realtime.extensions, vanished from extraction).
      AND NOT EXISTS (
        SELECT 1 FROM pg_constraint pc
        WHERE pc.conindid = i.indexrelid AND pc.contype IN ('p', 'u', 'x')
      )
      AND NOT EXISTS (SELECT 1 FROM pg_inherits ih WHERE ih.inhrelid = i.indexrelid)
      AND ${notExtensionMember("pg_class", "c.oid")}
    ORDER BY n.nspname, ic.relname`)) {
    const tableKind = String(row["table_kind"]) === "m" ? "materializedView" : "table";
    pushWithMeta({
      id: {
        kind: "index",
        schema: String(row["schema"]),
        name: String(row["name"])
      },
      parent: {
        kind: tableKind,
        schema: String(row["schema"]),
        name: String(row["table"])
      },
      // `valid` (pg_index.indisvalid) is SEMANTIC state, not just metadata: a
      // failed/cancelled CREATE INDEX CONCURRENTLY leaves indisvalid=false with
      // a def IDENTICAL to the desired valid index, so without this field the
      // unusable index would hash EQUAL to the valid one and retry planning /
      // the proof would consider it converged. Including it in the payload
      // (hashed) makes invalid ≠ valid, and the `valid: "replace"` attribute
      // strategy repairs it via drop + recreate (the standard fix). A fresh
      // CREATE INDEX in a SQL-loaded shadow is always valid=true, so the desired
      // side naturally carries true and never churns a healthy index.
      //
      // NOTE (#332): the `valid` SELECT above deliberately forces partitioned
      // PARENT indexes (relkind 'I') to true. Their indisvalid tracks child
      // ATTACH-state (and pg_get_indexdef renders them `ON ONLY`, which itself
      // produces an invalid parent), so surfacing it here would spuriously
      // fail convergence on every partitioned-index scenario. That attach-state
      // remains unmodeled and tracked in #332; only regular indexes drive the
      // valid diff.
      payload: { def: String(row["def"]), valid: Boolean(row["valid"]) }
    }, row);
  }
}
async function extractSequences(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           format_type(s.seqtypid, NULL) AS data_type,
           s.seqstart::text AS start, s.seqincrement::text AS increment,
           s.seqmin::text AS min_value, s.seqmax::text AS max_value,
           s.seqcache::text AS cache, s.seqcycle AS cycle,
           (SELECT json_build_object('schema', tn.nspname, 'table', tc.relname,
                                     'column', ta.attname)
            FROM pg_depend od
            JOIN pg_class tc ON tc.oid = od.refobjid
            JOIN pg_namespace tn ON tn.oid = tc.relnamespace
            JOIN pg_attribute ta ON ta.attrelid = tc.oid AND ta.attnum = od.refobjsubid
            WHERE od.classid = 'pg_class'::regclass AND od.objid = c.oid
              AND od.refclassid = 'pg_class'::regclass AND od.deptype = 'a'
              AND od.refobjsubid > 0
            LIMIT 1) AS owned_by,
           obj_description(c.oid, 'pg_class') AS comment,
           ${aclJsonMemberAware("c.relacl", "s", "c.relowner", "pg_class", "c.oid")} AS acl,
           ${memberExtensionExpr("pg_class", "c.oid")} AS ext_member_of
    FROM pg_sequence s
    JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE ${USER_SCHEMA_FILTER}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.deptype = 'i')
    ORDER BY n.nspname, c.relname`)) {
    const id = {
      kind: "sequence",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        dataType: String(row["data_type"]),
        start: String(row["start"]),
        increment: String(row["increment"]),
        minValue: String(row["min_value"]),
        maxValue: String(row["max_value"]),
        cache: String(row["cache"]),
        cycle: Boolean(row["cycle"]),
        ownedBy: row["owned_by"] == null ? null : row["owned_by"]
      }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
}
async function extractViews(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS name, r.rolname AS owner,
           c.relkind AS kind,
           pg_get_viewdef(c.oid) AS def,
           c.reloptions AS reloptions,
           obj_description(c.oid, 'pg_class') AS comment,
           ${aclJsonMemberAware("c.relacl", "r", "c.relowner", "pg_class", "c.oid")} AS acl,
           ${memberExtensionExpr("pg_class", "c.oid")} AS ext_member_of
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relkind IN ('v', 'm') AND ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, c.relname`)) {
    const id = {
      kind: String(row["kind"]) === "m" ? "materializedView" : "view",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: { def: String(row["def"]), reloptions: reloptions(row) }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
}
async function extractTriggers(ctx) {
  const { q, pushWithMeta } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS table, t.tgname AS name,
           c.relkind AS table_kind,
           pg_get_triggerdef(t.oid) AS def,
           t.tgenabled AS enabled,
           obj_description(t.oid, 'pg_trigger') AS comment
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_class", "c.oid")}
    ORDER BY n.nspname, c.relname, t.tgname`)) {
    const relkind = String(row["table_kind"]);
    pushWithMeta({
      id: {
        kind: "trigger",
        schema: String(row["schema"]),
        table: String(row["table"]),
        name: String(row["name"])
      },
      parent: {
        kind: relkind === "v" ? "view" : relkind === "m" ? "materializedView" : relkind === "f" ? "foreignTable" : "table",
        schema: String(row["schema"]),
        name: String(row["table"])
      },
      payload: {
        def: String(row["def"]),
        enabled: String(row["enabled"])
      }
    }, row);
  }
}
async function extractRules(ctx) {
  const { q, pushWithMeta } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.relname AS table, c.relkind AS table_kind,
           rw.rulename AS name, pg_get_ruledef(rw.oid) AS def,
           rw.ev_enabled AS enabled,
           obj_description(rw.oid, 'pg_rewrite') AS comment
    FROM pg_rewrite rw
    JOIN pg_class c ON c.oid = rw.ev_class
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE rw.rulename <> '_RETURN' AND ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_class", "c.oid")}
    ORDER BY n.nspname, c.relname, rw.rulename`)) {
    const relkind = String(row["table_kind"]);
    pushWithMeta({
      id: {
        kind: "rule",
        schema: String(row["schema"]),
        table: String(row["table"]),
        name: String(row["name"])
      },
      parent: {
        kind: relkind === "v" ? "view" : relkind === "m" ? "materializedView" : "table",
        schema: String(row["schema"]),
        name: String(row["table"])
      },
      payload: { def: String(row["def"]), enabled: String(row["enabled"]) }
    }, row);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/roles.js
async function extractRolesAndGrants(ctx) {
  const { q, facts } = ctx;
  for (const row of await q(`
    SELECT r.rolname AS name, r.rolsuper, r.rolinherit, r.rolcreaterole,
           r.rolcreatedb, r.rolcanlogin, r.rolreplication, r.rolbypassrls,
           COALESCE((SELECT array_agg(cfg ORDER BY cfg)
                     FROM pg_db_role_setting s, unnest(s.setconfig) cfg
                     WHERE s.setrole = r.oid AND s.setdatabase = 0),
                    '{}')::text[] AS config
    FROM pg_roles r
    WHERE r.rolname NOT LIKE 'pg\\_%'
    ORDER BY r.rolname`)) {
    facts.push({
      id: { kind: "role", name: String(row["name"]) },
      payload: {
        superuser: Boolean(row["rolsuper"]),
        inherit: Boolean(row["rolinherit"]),
        createRole: Boolean(row["rolcreaterole"]),
        createDb: Boolean(row["rolcreatedb"]),
        login: Boolean(row["rolcanlogin"]),
        replication: Boolean(row["rolreplication"]),
        bypassRls: Boolean(row["rolbypassrls"]),
        config: row["config"].map(String)
      }
    });
  }
  for (const row of await q(`
    SELECT r1.rolname AS role, r2.rolname AS member,
           bool_or(m.admin_option) AS admin
    FROM pg_auth_members m
    JOIN pg_roles r1 ON r1.oid = m.roleid
    JOIN pg_roles r2 ON r2.oid = m.member
    WHERE r1.rolname NOT LIKE 'pg\\_%' AND r2.rolname NOT LIKE 'pg\\_%'
    GROUP BY 1, 2
    ORDER BY 1, 2`)) {
    facts.push({
      id: {
        kind: "membership",
        role: String(row["role"]),
        member: String(row["member"])
      },
      payload: { admin: Boolean(row["admin"]) }
    });
  }
  const defaclCode = `CASE d.defaclobjtype WHEN 'S' THEN 's' ELSE d.defaclobjtype END`;
  for (const row of await q(`
    SELECT dr.rolname AS role, n.nspname AS schema, d.defaclobjtype AS objtype,
           acl.grantee_name AS grantee, acl.privileges, acl.grantable,
           acl.revoked_default
    FROM pg_default_acl d
    JOIN pg_roles dr ON dr.oid = d.defaclrole
    LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace,
    LATERAL (
      WITH stored AS (
        SELECT e.grantee AS grantee_oid,
               COALESCE(g.rolname, 'PUBLIC') AS grantee_name,
               array_agg(e.privilege_type ORDER BY e.privilege_type) AS privileges,
               array_agg(e.privilege_type ORDER BY e.privilege_type)
                 FILTER (WHERE e.is_grantable) AS grantable
        FROM aclexplode(d.defaclacl) e
        LEFT JOIN pg_roles g ON g.oid = e.grantee
        GROUP BY 1, 2
      ),
      def AS (
        SELECT x.grantee AS grantee_oid,
               array_agg(x.privilege_type ORDER BY x.privilege_type) AS privileges
        FROM aclexplode(acldefault(${defaclCode}, d.defaclrole)) x
        GROUP BY 1
      )
      -- present grantees whose privileges DEVIATE from the built-in default
      SELECT s.grantee_name, s.privileges, s.grantable, NULL::text[] AS revoked_default
      FROM stored s
      LEFT JOIN def dd ON dd.grantee_oid = s.grantee_oid
      WHERE s.privileges IS DISTINCT FROM dd.privileges
         OR s.grantable IS NOT NULL
      UNION ALL
      -- grantees that HAVE a built-in default but are ABSENT (revoked). The
      -- grantor's OWN self-entry is a special case: its absence is a behavioral
      -- no-op in two shapes (canonicalize by never emitting a marker), but a
      -- REAL revoke in a third (emit the marker):
      --   \u2022 PER-SCHEMA row (defaclnamespace <> 0): Postgres ALWAYS re-adds the
      --     owner's acldefault entry at object-creation time \u2192 no-op.
      --   \u2022 BARE GLOBAL row with an EMPTY stored acl (the owner-revoke is the
      --     only customization): the created table's relacl degenerates to NULL
      --     and the owner keeps its privileges \u2192 no-op.
      --   \u2022 GLOBAL row that still carries OTHER grantees: Postgres uses the
      --     stored acl VERBATIM at creation, so an object made by the owner
      --     really lacks the owner's own privileges \u2192 a genuine customization
      --     that must round-trip \u2192 emit the marker.
      SELECT CASE WHEN dd.grantee_oid = 0 THEN 'PUBLIC'
                  ELSE (SELECT rolname FROM pg_roles WHERE oid = dd.grantee_oid) END,
             ARRAY[]::text[], NULL::text[], dd.privileges
      FROM def dd
      WHERE NOT EXISTS (SELECT 1 FROM stored s WHERE s.grantee_oid = dd.grantee_oid)
        AND (
          -- a non-owner absentee is always a real revoke
          dd.grantee_oid <> d.defaclrole
          -- the owner's OWN absence is a real revoke ONLY on a GLOBAL row that
          -- still carries other grantees (per-schema \u2192 owner re-merged at CREATE;
          -- bare empty global row \u2192 owner keeps privileges \u2014 both no-ops)
          OR (d.defaclnamespace = 0 AND EXISTS (SELECT 1 FROM stored s2))
        )
    ) acl
    ORDER BY 1, 2, 3, 4`)) {
    const revokedDefault = row["revoked_default"] ?? null;
    facts.push({
      id: {
        kind: "defaultPrivilege",
        role: String(row["role"]),
        schema: row["schema"] == null ? null : row["schema"],
        objtype: String(row["objtype"]),
        grantee: String(row["grantee"])
      },
      payload: {
        privileges: row["privileges"].map(String),
        grantable: (row["grantable"] ?? []).map(String),
        // non-semantic metadata (excluded from hash/diff): the built-in default
        // privileges this empty marker revoked, so the drop can restore them.
        ...revokedDefault != null ? { _revokedDefault: revokedDefault.map(String) } : {}
      }
    });
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/routines.js
async function extractRoutines(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, p.proname AS name, r.rolname AS owner,
           p.prokind AS prokind,
           ARRAY(SELECT format_type(t.t, NULL)
                 FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                 ORDER BY t.ord)::text[] AS identity_args,
           pg_get_functiondef(p.oid) AS def,
           pg_get_function_result(p.oid) AS return_type,
           pg_get_function_arguments(p.oid) AS arg_signature,
           -- proconfig GUC NAMES only (name=value split in POSTGRES, never in
           -- TS): a structured, non-semantic duplicate of the routine's SET
           -- header clauses used purely for the seed replayability decision.
           (SELECT array_agg(split_part(c, '=', 1))
              FROM unnest(p.proconfig) AS c) AS config_gucs,
           l.lanname AS language,
           obj_description(p.oid, 'pg_proc') AS comment,
           ${aclJsonMemberAware("p.proacl", "f", "p.proowner", "pg_proc", "p.oid")} AS acl,
           ${memberExtensionExpr("pg_proc", "p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    JOIN pg_language l ON l.oid = p.prolang
    WHERE p.prokind IN ('f', 'p', 'w') AND ${USER_SCHEMA_FILTER}
      AND NOT EXISTS (
        SELECT 1 FROM pg_depend idep
        WHERE idep.classid = 'pg_proc'::regclass AND idep.objid = p.oid
          AND idep.deptype = 'i')
    ORDER BY n.nspname, p.proname`)) {
    const args = row["identity_args"].map(String);
    const configGucs = (row["config_gucs"] ?? []).map(String);
    const id = {
      kind: String(row["prokind"]) === "p" ? "procedure" : "function",
      schema: String(row["schema"]),
      name: String(row["name"]),
      args
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        def: String(row["def"]),
        // Classification fields for the change path: `def` (pg_get_functiondef)
        // is itself a CREATE OR REPLACE, so a body/volatility/… change alters
        // in place — but return type, language, and window-kind are things
        // CREATE OR REPLACE refuses or cannot express, so a change to any of
        // them must demolish (see plan/rules/routines.ts). They deliberately
        // double-count with `def` (all change together) so they carry no extra
        // diff signal; they exist only to route the change. `return_type` is
        // NULL for procedures (null-stable — no delta among procedures).
        returnType: row["return_type"] == null ? null : row["return_type"],
        // full argument signature (names / modes / defaults). CREATE OR
        // REPLACE refuses to rename a parameter or remove a default, so ANY
        // arg-signature change must demolish. Arg TYPES are identity (a
        // different stable id → natural drop+create), so within a stable id
        // this differs only by name/mode/default — the part OR-REPLACE can't
        // always express.
        argSignature: String(row["arg_signature"]),
        language: String(row["language"]),
        isWindow: String(row["prokind"]) === "w",
        ...configGucs.length > 0 ? { _configGucs: configGucs } : {}
      }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
}
async function extractAggregates(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, p.proname AS name, r.rolname AS owner,
           ARRAY(SELECT format_type(t.t, NULL)
                 FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                 ORDER BY t.ord)::text[] AS identity_args,
           a.aggkind AS agg_kind, a.aggnumdirectargs AS num_direct_args,
           a.aggtransfn::regproc::text AS sfunc,
           format_type(a.aggtranstype, NULL) AS stype,
           a.aggtransspace AS sspace,
           CASE WHEN a.aggfinalfn <> 0 THEN a.aggfinalfn::regproc::text END AS finalfunc,
           a.aggfinalextra AS finalfunc_extra,
           a.aggfinalmodify AS finalfunc_modify,
           CASE WHEN a.aggcombinefn <> 0 THEN a.aggcombinefn::regproc::text END AS combinefunc,
           CASE WHEN a.aggserialfn <> 0 THEN a.aggserialfn::regproc::text END AS serialfunc,
           CASE WHEN a.aggdeserialfn <> 0 THEN a.aggdeserialfn::regproc::text END AS deserialfunc,
           CASE WHEN a.aggmtransfn <> 0 THEN a.aggmtransfn::regproc::text END AS msfunc,
           CASE WHEN a.aggminvtransfn <> 0 THEN a.aggminvtransfn::regproc::text END AS minvfunc,
           CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END AS mstype,
           a.aggmtransspace AS msspace,
           CASE WHEN a.aggmfinalfn <> 0 THEN a.aggmfinalfn::regproc::text END AS mfinalfunc,
           a.aggmfinalextra AS mfinalfunc_extra,
           a.aggmfinalmodify AS mfinalfunc_modify,
           a.agginitval AS initcond,
           a.aggminitval AS minitcond,
           CASE WHEN a.aggsortop <> 0 THEN (
             SELECT 'OPERATOR(' || quote_ident(opn.nspname) || '.' || o.oprname || ')'
             FROM pg_operator o
             JOIN pg_namespace opn ON opn.oid = o.oprnamespace
             WHERE o.oid = a.aggsortop) END AS sortop,
           p.proparallel AS parallel,
           obj_description(p.oid, 'pg_proc') AS comment,
           ${aclJsonMemberAware("p.proacl", "f", "p.proowner", "pg_proc", "p.oid")} AS acl,
           ${memberExtensionExpr("pg_proc", "p.oid")} AS ext_member_of
    FROM pg_proc p
    JOIN pg_aggregate a ON a.aggfnoid = p.oid
    JOIN pg_namespace n ON n.oid = p.pronamespace
    JOIN pg_roles r ON r.oid = p.proowner
    WHERE p.prokind = 'a' AND ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, p.proname`)) {
    const id = {
      kind: "aggregate",
      schema: String(row["schema"]),
      name: String(row["name"]),
      args: row["identity_args"].map(String)
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        aggKind: String(row["agg_kind"]),
        numDirectArgs: Number(row["num_direct_args"]),
        sfunc: String(row["sfunc"]),
        stype: String(row["stype"]),
        sspace: Number(row["sspace"]),
        finalfunc: row["finalfunc"] == null ? null : row["finalfunc"],
        finalfuncExtra: Boolean(row["finalfunc_extra"]),
        finalfuncModify: String(row["finalfunc_modify"]),
        combinefunc: row["combinefunc"] == null ? null : row["combinefunc"],
        serialfunc: row["serialfunc"] == null ? null : row["serialfunc"],
        deserialfunc: row["deserialfunc"] == null ? null : row["deserialfunc"],
        msfunc: row["msfunc"] == null ? null : row["msfunc"],
        minvfunc: row["minvfunc"] == null ? null : row["minvfunc"],
        mstype: row["mstype"] == null ? null : row["mstype"],
        msspace: Number(row["msspace"]),
        mfinalfunc: row["mfinalfunc"] == null ? null : row["mfinalfunc"],
        mfinalfuncExtra: Boolean(row["mfinalfunc_extra"]),
        mfinalfuncModify: String(row["mfinalfunc_modify"]),
        initcond: row["initcond"] == null ? null : row["initcond"],
        minitcond: row["minitcond"] == null ? null : row["minitcond"],
        sortop: row["sortop"] == null ? null : row["sortop"],
        parallel: String(row["parallel"])
      }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/schemas.js
async function extractSchemasAndExtensions(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS name, r.rolname AS owner,
           obj_description(n.oid, 'pg_namespace') AS comment,
           ${aclJsonMemberAware("n.nspacl", "n", "n.nspowner", "pg_namespace", "n.oid")} AS acl,
           ${memberExtensionExpr("pg_namespace", "n.oid")} AS ext_member_of
    FROM pg_namespace n
    JOIN pg_roles r ON r.oid = n.nspowner
    WHERE ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname`)) {
    const id = { kind: "schema", name: String(row["name"]) };
    pushWithMeta({
      id,
      payload: {}
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
  for (const row of await q(`
    SELECT e.extname AS name, n.nspname AS schema,
           e.extrelocatable AS relocatable,
           obj_description(e.oid, 'pg_extension') AS comment
    FROM pg_extension e
    JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname <> 'plpgsql'
    ORDER BY e.extname`)) {
    pushWithMeta({
      id: { kind: "extension", name: String(row["name"]) },
      payload: {
        schema: String(row["schema"]),
        relocatable: Boolean(row["relocatable"])
      }
    }, row);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/security-labels.js
var LABELED_RELKINDS = {
  r: "table",
  p: "table",
  v: "view",
  m: "materializedView",
  S: "sequence",
  f: "foreignTable"
};
var COLUMN_BEARING_RELKINDS = /* @__PURE__ */ new Set(["r", "p", "f"]);
var RESOLVED_LOCAL_CLASSOIDS = [
  "pg_proc",
  "pg_namespace",
  "pg_event_trigger",
  "pg_publication",
  "pg_subscription"
];
function modeledTypeKindSql(alias) {
  return `(${alias}.typtype IN ('d', 'e', 'r')
    OR (${alias}.typtype = 'c' AND EXISTS (
      SELECT 1 FROM pg_class tc WHERE tc.oid = ${alias}.typrelid AND tc.relkind = 'c')))`;
}
async function extractSecurityLabels(ctx) {
  const { q, pushSeclabel, diagnostics } = ctx;
  const hasSeclabels = Boolean((await q(`SELECT EXISTS (SELECT 1 FROM pg_seclabel)
              OR EXISTS (SELECT 1 FROM pg_shseclabel) AS present`))[0]?.["present"]);
  if (!hasSeclabels)
    return;
  for (const row of await q(`
      SELECT sl.provider, sl.label, sl.objsubid,
             n.nspname AS schema, c.relname AS name, c.relkind AS relkind,
             a.attname AS column
      FROM pg_seclabel sl
      JOIN pg_class c ON c.oid = sl.objoid AND sl.classoid = 'pg_class'::regclass
      JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = sl.objsubid
      WHERE ${USER_SCHEMA_FILTER}
      ORDER BY 1, 4, 5`)) {
    const schema = String(row["schema"]);
    const relkind = String(row["relkind"]);
    if (Number(row["objsubid"]) > 0) {
      if (COLUMN_BEARING_RELKINDS.has(relkind)) {
        pushSeclabel({
          kind: "column",
          schema,
          table: String(row["name"]),
          name: String(row["column"])
        }, String(row["provider"]), String(row["label"]));
      }
      continue;
    }
    const kind = LABELED_RELKINDS[relkind];
    if (kind === void 0)
      continue;
    pushSeclabel({ kind, schema, name: String(row["name"]) }, String(row["provider"]), String(row["label"]));
  }
  for (const row of await q(`
      SELECT sl.provider, sl.label, n.nspname AS schema, p.proname AS name,
             p.prokind AS prokind,
             ARRAY(SELECT format_type(t.t, NULL)
                   FROM unnest(p.proargtypes) WITH ORDINALITY AS t(t, ord)
                   ORDER BY t.ord)::text[] AS args
      FROM pg_seclabel sl
      JOIN pg_proc p ON p.oid = sl.objoid AND sl.classoid = 'pg_proc'::regclass
      JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE ${USER_SCHEMA_FILTER}
      ORDER BY 1, 3, 4`)) {
    const prokind = String(row["prokind"]);
    pushSeclabel({
      kind: prokind === "a" ? "aggregate" : prokind === "p" ? "procedure" : "function",
      schema: String(row["schema"]),
      name: String(row["name"]),
      args: row["args"].map(String)
    }, String(row["provider"]), String(row["label"]));
  }
  for (const row of await q(`
      SELECT sl.provider, sl.label, n.nspname AS name
      FROM pg_seclabel sl
      JOIN pg_namespace n ON n.oid = sl.objoid AND sl.classoid = 'pg_namespace'::regclass
      WHERE n.nspname NOT IN ${SYSTEM_SCHEMAS} AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`)) {
    pushSeclabel({ kind: "schema", name: String(row["name"]) }, String(row["provider"]), String(row["label"]));
  }
  for (const row of await q(`
      SELECT sl.provider, sl.label, n.nspname AS schema, t.typname AS name,
             t.typtype AS typtype
      FROM pg_seclabel sl
      JOIN pg_type t ON t.oid = sl.objoid AND sl.classoid = 'pg_type'::regclass
      JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE ${USER_SCHEMA_FILTER} AND ${modeledTypeKindSql("t")}
      ORDER BY 1, 3, 4`)) {
    pushSeclabel({
      kind: String(row["typtype"]) === "d" ? "domain" : "type",
      schema: String(row["schema"]),
      name: String(row["name"])
    }, String(row["provider"]), String(row["label"]));
  }
  for (const row of await q(`
      SELECT sl.provider, sl.label, e.evtname AS name
      FROM pg_seclabel sl
      JOIN pg_event_trigger e ON e.oid = sl.objoid AND sl.classoid = 'pg_event_trigger'::regclass
      WHERE ${notExtensionMember("pg_event_trigger", "e.oid")}
      ORDER BY 1, 3`)) {
    pushSeclabel({ kind: "eventTrigger", name: String(row["name"]) }, String(row["provider"]), String(row["label"]));
  }
  for (const row of await q(`
      SELECT sl.provider, sl.label, p.pubname AS name
      FROM pg_seclabel sl
      JOIN pg_publication p ON p.oid = sl.objoid AND sl.classoid = 'pg_publication'::regclass
      WHERE ${notExtensionMember("pg_publication", "p.oid")}
      ORDER BY 1, 3`)) {
    pushSeclabel({ kind: "publication", name: String(row["name"]) }, String(row["provider"]), String(row["label"]));
  }
  for (const row of await q(`
      SELECT sl.provider, sl.label, s.subname AS name
      FROM pg_seclabel sl
      JOIN pg_subscription s ON s.oid = sl.objoid AND sl.classoid = 'pg_subscription'::regclass
      ORDER BY 1, 3`)) {
    pushSeclabel({ kind: "subscription", name: String(row["name"]) }, String(row["provider"]), String(row["label"]));
  }
  for (const row of await q(`
      SELECT sl.provider, sl.label, r.rolname AS name
      FROM pg_shseclabel sl
      JOIN pg_roles r ON r.oid = sl.objoid AND sl.classoid = 'pg_authid'::regclass
      WHERE r.rolname NOT LIKE 'pg\\_%'
      ORDER BY 1, 3`)) {
    pushSeclabel({ kind: "role", name: String(row["name"]) }, String(row["provider"]), String(row["label"]));
  }
  const classoidList = RESOLVED_LOCAL_CLASSOIDS.map((c) => `'${c}'::regclass`).join(", ");
  const relkindList = Object.keys(LABELED_RELKINDS).map((k) => `'${k}'`).join(", ");
  const columnRelkindList = [...COLUMN_BEARING_RELKINDS].map((k) => `'${k}'`).join(", ");
  for (const row of await q(`
      SELECT obj_class,
             count(*)::int AS count,
             (array_agg(descr ORDER BY descr))[1:5] AS samples
      FROM (
        SELECT sl.classoid::regclass::text AS obj_class,
               sl.classoid::regclass::text || ' #' || sl.objoid::text AS descr
        FROM pg_seclabel sl
        WHERE NOT (
          (sl.classoid = 'pg_class'::regclass AND EXISTS (
             SELECT 1 FROM pg_class c WHERE c.oid = sl.objoid AND (
               -- a column label resolves only on a column-bearing relkind; a
               -- view/matview column label is unresolved (no column fact)
               (sl.objsubid > 0 AND c.relkind IN (${columnRelkindList}))
               OR (sl.objsubid = 0 AND c.relkind IN (${relkindList})))))
          -- a pg_type label resolves only for a MODELED type kind; a label on a
          -- base/shell/table-rowtype pg_type is unresolved (no type fact)
          OR (sl.classoid = 'pg_type'::regclass AND EXISTS (
             SELECT 1 FROM pg_type t WHERE t.oid = sl.objoid AND ${modeledTypeKindSql("t")}))
          OR sl.classoid IN (${classoidList})
        )
        UNION ALL
        SELECT sl.classoid::regclass::text,
               sl.classoid::regclass::text || ' #' || sl.objoid::text
        FROM pg_shseclabel sl
        WHERE sl.classoid <> 'pg_authid'::regclass
      ) u
      GROUP BY obj_class
      ORDER BY obj_class`)) {
    const count = Number(row["count"]);
    const objClass = String(row["obj_class"]);
    const samples = row["samples"] ?? [];
    const more = count > samples.length ? ", \u2026" : "";
    diagnostics.push({
      code: "unresolved_security_label",
      severity: "warning",
      message: `${count} security label${count === 1 ? "" : "s"} on unmodeled target${count === 1 ? "" : "s"} (${objClass}) cannot be managed by this engine (e.g. ${samples.join(", ")}${more}) \u2014 the label is reported, not applied`,
      context: { objClass, count, samples }
    });
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/types.js
async function extractDomains(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           format_type(t.typbasetype, t.typtypmod) AS base_type,
           t.typnotnull AS not_null, t.typdefault AS default_expr,
           CASE WHEN t.typcollation <> bt.typcollation THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = t.typcollation)
           END AS collation,
           obj_description(t.oid, 'pg_type') AS comment,
           ${aclJsonMemberAware("t.typacl", "T", "t.typowner", "pg_type", "t.oid")} AS acl,
           ${memberExtensionExpr("pg_type", "t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_type bt ON bt.oid = t.typbasetype
    WHERE t.typtype = 'd' AND ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, t.typname`)) {
    const id = {
      kind: "domain",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        baseType: String(row["base_type"]),
        notNull: Boolean(row["not_null"]),
        default: row["default_expr"] == null ? null : row["default_expr"],
        collation: row["collation"] == null ? null : row["collation"]
      }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
  for (const row of await q(`
    SELECT n.nspname AS schema, t.typname AS domain, con.conname AS name,
           pg_get_constraintdef(con.oid) AS def,
           con.contype AS type, con.convalidated AS validated,
           obj_description(con.oid, 'pg_constraint') AS comment
    FROM pg_constraint con
    JOIN pg_type t ON t.oid = con.contypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE con.contypid <> 0 AND ${USER_SCHEMA_FILTER}
      AND ${notExtensionMember("pg_type", "t.oid")}
    ORDER BY n.nspname, t.typname, con.conname`)) {
    pushWithMeta({
      id: {
        kind: "constraint",
        schema: String(row["schema"]),
        table: String(row["domain"]),
        name: String(row["name"])
      },
      parent: {
        kind: "domain",
        schema: String(row["schema"]),
        name: String(row["domain"])
      },
      payload: {
        def: String(row["def"]),
        type: String(row["type"]),
        validated: Boolean(row["validated"])
      }
    }, row);
  }
}
async function extractTypes(ctx) {
  const { q, facts, pushWithMeta, pushMemberEdge, pushOwnerEdge, pgMajor: major } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           ARRAY(SELECT e.enumlabel::text FROM pg_enum e
                 WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS values,
           obj_description(t.oid, 'pg_type') AS comment,
           ${aclJsonMemberAware("t.typacl", "T", "t.typowner", "pg_type", "t.oid")} AS acl,
           ${memberExtensionExpr("pg_type", "t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'e' AND ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, t.typname`)) {
    const id = {
      kind: "type",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        variant: "enum",
        values: row["values"].map(String)
      }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
  for (const row of await q(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           (SELECT json_agg(json_build_object(
              'name', a.attname,
              'position', a.attnum,
              'type', format_type(a.atttypid, a.atttypmod),
              'collation', CASE WHEN a.attcollation <> at.typcollation THEN (
                SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
                FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
                WHERE co.oid = a.attcollation) END
            ) ORDER BY a.attnum)
            FROM pg_attribute a
            JOIN pg_type at ON at.oid = a.atttypid
            WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) AS attrs,
           obj_description(t.oid, 'pg_type') AS comment,
           ${aclJsonMemberAware("t.typacl", "T", "t.typowner", "pg_type", "t.oid")} AS acl,
           ${memberExtensionExpr("pg_type", "t.oid")} AS ext_member_of
    FROM pg_type t
    JOIN pg_class tc ON tc.oid = t.typrelid AND tc.relkind = 'c'
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    WHERE t.typtype = 'c' AND ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, t.typname`)) {
    const typeId = {
      kind: "type",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id: typeId,
      parent: schemaId(row["schema"]),
      payload: { variant: "composite" }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(typeId, row);
    pushOwnerEdge(typeId, row["owner"]);
    const attrs = row["attrs"] ?? [];
    for (const a of attrs) {
      facts.push({
        id: {
          kind: "typeAttribute",
          schema: String(row["schema"]),
          type: String(row["name"]),
          name: a.name
        },
        parent: typeId,
        // `_position` is the declared attribute position (pg_attribute.attnum).
        // Row layout — hence render order — is desired state, but positional
        // identity is not (attributes are name-keyed sub-facts, like columns),
        // so the `_`-prefix excludes it from the hash and diff (core/hash.ts,
        // core/diff.ts) while the composite CREATE TYPE rule still renders
        // attributes in this order (plan/rules/types.ts).
        payload: {
          type: a.type,
          collation: a.collation ?? null,
          _position: a.position
        }
      });
    }
  }
  const multirangeExpr = major >= 14 ? `(SELECT quote_ident(mn.nspname) || '.' || quote_ident(mt.typname)
            FROM pg_type mt JOIN pg_namespace mn ON mn.oid = mt.typnamespace
            WHERE mt.oid = rng.rngmultitypid)` : `NULL::text`;
  for (const row of await q(`
    SELECT n.nspname AS schema, t.typname AS name, r.rolname AS owner,
           format_type(rng.rngsubtype, NULL) AS subtype,
           -- pin SUBTYPE_OPCLASS only when it is not the subtype's default
           -- operator class (pg_dump's rule); the default is implied by SUBTYPE
           CASE WHEN NOT opc.opcdefault THEN
             quote_ident(opcn.nspname) || '.' || quote_ident(opc.opcname)
           END AS subtype_opclass,
           CASE WHEN rng.rngcollation <> 0 THEN (
             SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
             FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace
             WHERE co.oid = rng.rngcollation) END AS collation,
           CASE WHEN rng.rngsubdiff <> 0 THEN rng.rngsubdiff::regproc::text END AS subtype_diff,
           ${multirangeExpr} AS multirange_type_name,
           obj_description(t.oid, 'pg_type') AS comment,
           ${aclJsonMemberAware("t.typacl", "T", "t.typowner", "pg_type", "t.oid")} AS acl,
           ${memberExtensionExpr("pg_type", "t.oid")} AS ext_member_of
    FROM pg_range rng
    JOIN pg_type t ON t.oid = rng.rngtypid
    JOIN pg_namespace n ON n.oid = t.typnamespace
    JOIN pg_roles r ON r.oid = t.typowner
    JOIN pg_opclass opc ON opc.oid = rng.rngsubopc
    JOIN pg_namespace opcn ON opcn.oid = opc.opcnamespace
    WHERE t.typtype = 'r' AND ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, t.typname`)) {
    const id = {
      kind: "type",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        variant: "range",
        subtype: String(row["subtype"]),
        subtypeOpclass: row["subtype_opclass"] == null ? null : row["subtype_opclass"],
        collation: row["collation"] == null ? null : row["collation"],
        subtypeDiff: row["subtype_diff"] == null ? null : row["subtype_diff"],
        multirangeTypeName: row["multirange_type_name"] == null ? null : row["multirange_type_name"]
      }
    }, row, parseAcl(row["acl"]));
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
}
async function extractCollations(ctx) {
  const { q, pushWithMeta, pushMemberEdge, pushOwnerEdge } = ctx;
  for (const row of await q(`
    SELECT n.nspname AS schema, c.collname AS name, r.rolname AS owner,
           c.collprovider AS provider, c.collisdeterministic AS deterministic,
           to_jsonb(c) AS raw,
           obj_description(c.oid, 'pg_collation') AS comment,
           ${memberExtensionExpr("pg_collation", "c.oid")} AS ext_member_of
    FROM pg_collation c
    JOIN pg_namespace n ON n.oid = c.collnamespace
    JOIN pg_roles r ON r.oid = c.collowner
    WHERE ${USER_SCHEMA_FILTER}
    ORDER BY n.nspname, c.collname`)) {
    const raw = row["raw"];
    const locale = raw["colllocale"] ?? raw["colliculocale"] ?? null;
    const id = {
      kind: "collation",
      schema: String(row["schema"]),
      name: String(row["name"])
    };
    pushWithMeta({
      id,
      parent: schemaId(row["schema"]),
      payload: {
        provider: String(row["provider"]),
        deterministic: Boolean(row["deterministic"]),
        locale,
        lcCollate: raw["collcollate"] ?? null,
        lcCtype: raw["collctype"] ?? null
      }
    }, row);
    pushMemberEdge(id, row);
    pushOwnerEdge(id, row["owner"]);
  }
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/unmodeled.js
var FIRST_NORMAL_OID = 16384;
function isExtensionMember(classid, oid) {
  return `EXISTS (SELECT 1 FROM pg_depend de
    WHERE de.classid = '${classid}'::regclass
      AND de.objid = ${oid} AND de.deptype = 'e')`;
}
function isInternalDependent(classid, oid) {
  return `EXISTS (SELECT 1 FROM pg_depend idep
    WHERE idep.classid = '${classid}'::regclass
      AND idep.objid = ${oid} AND idep.deptype = 'i')`;
}
var PROBES = [
  {
    kind: "cast",
    classid: "pg_cast",
    oid: "c.oid",
    name: "format_type(c.castsource, NULL) || ' AS ' || format_type(c.casttarget, NULL)",
    from: "pg_cast c"
  },
  {
    kind: "operator",
    classid: "pg_operator",
    oid: "o.oid",
    name: "o.oprname",
    from: "pg_operator o"
  },
  {
    kind: "operator class",
    classid: "pg_opclass",
    oid: "opc.oid",
    name: "opc.opcname",
    from: "pg_opclass opc"
  },
  {
    kind: "operator family",
    classid: "pg_opfamily",
    oid: "opf.oid",
    name: "opf.opfname",
    from: "pg_opfamily opf"
  },
  {
    kind: "text search configuration",
    classid: "pg_ts_config",
    oid: "tc.oid",
    name: "tc.cfgname",
    from: "pg_ts_config tc"
  },
  {
    kind: "text search dictionary",
    classid: "pg_ts_dict",
    oid: "td.oid",
    name: "td.dictname",
    from: "pg_ts_dict td"
  },
  {
    kind: "text search parser",
    classid: "pg_ts_parser",
    oid: "tp.oid",
    name: "tp.prsname",
    from: "pg_ts_parser tp"
  },
  {
    kind: "text search template",
    classid: "pg_ts_template",
    oid: "tt.oid",
    name: "tt.tmplname",
    from: "pg_ts_template tt"
  },
  {
    kind: "statistics object",
    classid: "pg_statistic_ext",
    oid: "se.oid",
    name: "se.stxname",
    from: "pg_statistic_ext se"
  },
  {
    kind: "language",
    classid: "pg_language",
    oid: "l.oid",
    name: "l.lanname",
    from: "pg_language l",
    // procedural languages only — excludes the built-in internal/c/sql
    // languages (lanispl = false); plpgsql is extension-owned and so is
    // filtered by the extension-member check.
    where: "l.lanispl"
  },
  {
    kind: "transform",
    classid: "pg_transform",
    oid: "tr.oid",
    name: "format_type(tr.trftype, NULL) || ' / ' || (SELECT ll.lanname FROM pg_language ll WHERE ll.oid = tr.trflang)",
    from: "pg_transform tr"
  },
  {
    kind: "parameter ACL",
    classid: "pg_parameter_acl",
    oid: "pa.oid",
    name: "pa.parname",
    from: "pg_parameter_acl pa",
    minVersion: 15
  }
];
function probeSql(p) {
  const filters = [
    p.where,
    `${p.oid} >= ${FIRST_NORMAL_OID}`,
    `NOT ${isExtensionMember(p.classid, p.oid)}`,
    `NOT ${isInternalDependent(p.classid, p.oid)}`
  ].filter(Boolean);
  return `SELECT '${p.kind}'::text AS kind,
            count(*)::int AS count,
            (array_agg(nm ORDER BY nm))[1:5] AS samples
     FROM (
       SELECT ${p.name} AS nm
       FROM ${p.from}
       WHERE ${filters.join(" AND ")}
     ) s`;
}
async function detectUnmodeledKinds(client, major) {
  const activeProbes = PROBES.filter((p) => p.minVersion === void 0 || major >= p.minVersion);
  const sql = activeProbes.map(probeSql).join("\nUNION ALL\n");
  const { rows } = await client.query(sql);
  const diagnostics = [];
  for (const row of rows) {
    if (row.count <= 0)
      continue;
    const samples = row.samples ?? [];
    const more = row.count > samples.length ? ", \u2026" : "";
    diagnostics.push({
      code: "unmodeled_kind",
      severity: "warning",
      message: `${row.count} unmodeled "${row.kind}" object${row.count === 1 ? "" : "s"} not managed by this engine (e.g. ${samples.join(", ")}${more}) \u2014 v1 detects but does not model this kind`,
      context: { kind: row.kind, count: row.count, samples }
    });
  }
  return diagnostics;
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/extract/extract.js
async function extract(pool, options = {}) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query("SET LOCAL search_path TO 'pg_catalog'");
    if (options.statementTimeoutMs !== void 0) {
      await client.query(`SET LOCAL statement_timeout = ${Math.max(0, Math.floor(options.statementTimeoutMs))}`);
    }
    const result = await extractOnClient(client, options.source ?? "liveDb", options.statementTimeoutMs, options.handlers ?? [], options.redactSecrets ?? true);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
    });
    throw error;
  } finally {
    client.release();
  }
}
async function extractOnClient(client, source, statementTimeoutMs, handlers, redactSecrets) {
  const ctx = await createExtractContext(client, statementTimeoutMs, redactSecrets);
  await client.query(ctx.pgMajor >= 15 ? "SELECT set_config('jit', 'off', true) WHERE has_parameter_privilege(current_user, 'jit', 'SET')" : "SET LOCAL jit = off");
  if (!redactSecrets) {
    ctx.diagnostics.push({
      code: "secret-redaction-disabled",
      severity: "warning",
      message: "Secret redaction is DISABLED: foreign-data option values and subscription conninfo are emitted in cleartext in plan SQL, the catalog snapshot, declarative export, and the plan artifact. Do not persist these artifacts to untrusted locations."
    });
  }
  const pgVersion = ctx.serverVersion;
  await extractRolesAndGrants(ctx);
  await extractSchemasAndExtensions(ctx);
  await extractTables(ctx);
  await extractColumns(ctx);
  await extractTableConstraints(ctx);
  await extractIndexes(ctx);
  await extractSequences(ctx);
  await extractViews(ctx);
  await extractRoutines(ctx);
  await extractTriggers(ctx);
  await extractPolicies(ctx);
  await extractDomains(ctx);
  await extractTypes(ctx);
  await extractCollations(ctx);
  await extractEventTriggers(ctx);
  await extractRules(ctx);
  await extractAggregates(ctx);
  await extractForeign(ctx);
  await extractPublications(ctx);
  await extractSubscriptions(ctx);
  await extractSecurityLabels(ctx);
  await extractInheritanceEdges(ctx);
  await extractDependencyEdges(ctx);
  const pruned = pruneOrphanedSatellites(ctx.facts);
  ctx.diagnostics.push(...pruned.diagnostics);
  let factBase = buildFactBase(pruned.facts, ctx.edges, source);
  if (handlers.length > 0) {
    const handlerCtx = { query: ctx.q };
    const extraFacts = [];
    const extraEdges = [];
    const extraDiagnostics = [];
    for (const handler of handlers) {
      const captured = await handler.capture(handlerCtx, factBase);
      extraFacts.push(...captured.facts);
      extraEdges.push(...captured.edges);
      if (captured.diagnostics)
        extraDiagnostics.push(...captured.diagnostics);
    }
    if (extraFacts.length > 0 || extraEdges.length > 0) {
      factBase = buildFactBase([...factBase.facts(), ...extraFacts], [...factBase.edges, ...extraEdges], source);
    }
    factBase.diagnostics.push(...extraDiagnostics);
  }
  factBase.diagnostics.push(...ctx.factDiagnostics);
  ctx.diagnostics.push(...factBase.diagnostics);
  ctx.diagnostics.push(...await detectUnmodeledKinds(client, ctx.pgMajor));
  return { factBase, pgVersion, diagnostics: ctx.diagnostics };
}
export {
  ExtractionTimeoutError,
  extract,
  pruneOrphanedSatellites
};
