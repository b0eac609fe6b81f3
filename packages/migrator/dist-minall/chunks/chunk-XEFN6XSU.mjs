import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import{a as s,c as a,g as d}from"./chunk-A25QPJCH.mjs";import{a as i}from"./chunk-QAJURJZI.mjs";var r="migrator.__manual_migrations",m=[`CREATE SCHEMA IF NOT EXISTS migrator;
CREATE TABLE ${r} (
  id serial PRIMARY KEY,
  filename varchar(255) UNIQUE NOT NULL,
  executed_at timestamptz DEFAULT pg_catalog.now(),
  checksum text,
  outcome text NOT NULL DEFAULT 'applied'
    CHECK (outcome IN ('applied', 'adopted', 'completed', 'imported', 'in_progress')),
  statements integer,
  statements_done integer,
  batch integer,
  duration_ms integer,
  executed_by text,
  evidence jsonb
);
-- Default privileges may have granted the new table to the API roles: take it from everybody but its owner.
REVOKE ALL ON SCHEMA migrator FROM PUBLIC;
REVOKE ALL ON ${r} FROM PUBLIC;
DO $migrator$
DECLARE api_role text;
BEGIN
  FOR api_role IN SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role') LOOP
    EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA migrator FROM %I', api_role);
    EXECUTE pg_catalog.format('REVOKE ALL ON ALL TABLES IN SCHEMA migrator FROM %I', api_role);
    EXECUTE pg_catalog.format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA migrator FROM %I', api_role);
  END LOOP;
END
$migrator$;`];function h(e){let t=m.slice(e);if(t.length===0)return"";let n=`COMMENT ON TABLE ${r} IS 'migrator history, version ${m.length}';`;return[...t,n,""].join(`
`)}function $(e){let t=h(e);return t===""?"":`BEGIN;
${t}COMMIT;
`}var L=`(SELECT coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'migrator' AND c.relname = '__manual_migrations')`;function b(e){if(e===null)return 0;let t=Number(/version (\d+)/.exec(e)?.[1]??0);if(t===0)throw new i("history_unreadable",`${r} does not say of which version it is.`,{hint:`Its comment does, and may have been lost in a restore: COMMENT ON TABLE ${r} IS 'migrator history, version 1';`});if(t>m.length)throw new i("history_unreadable",`${r} is of version ${t}, made by a newer release than this one.`,{hint:"Update the packages to what the last deploy used."});return t}function A(e){let t=`The history table could not be made: ${e.message}.`,n={sqlstate:e.sqlstate,cause:e};return e.sqlstate===a.insufficientPrivilege?new i("server_no_create",t,{...n,hint:'The role needs CREATE on the database: use the URL of role "postgres".'}):e.sqlstate===a.readOnlyTransaction?new i("server_read_only",t,{...n,hint:"Point the URL to the primary."}):new i("history_unreadable",t,{...n,hint:'Nothing has run. Look at schema "migrator" in the database.'})}function E(e,t,n=r){let o={sqlstate:e.sqlstate,cause:e};return e.sqlstate===a.insufficientPrivilege?new i("history_unreadable",`Role "${t}" may not read ${n}: ${e.message}.`,{...o,hint:`Use the URL of the role that owns the table, or have that role run: GRANT SELECT ON ${n} TO "${t}";`}):new i("history_unreadable",`${n} could not be read: ${e.message}.`,{...o,hint:"Nothing has run. Look at the table in the database."})}async function I(e,t,{withEvidence:n=!1}={}){try{let[o=[]]=await e.run(`SELECT filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by,
         CASE outcome WHEN 'in_progress' THEN evidence END AS unfinished,
         ${n?"CASE WHEN outcome <> 'in_progress' THEN evidence END":"NULL"} AS evidence
       FROM ${r} ORDER BY id`);return o.map(f)}catch(o){throw o instanceof d?E(o,t):o}}function f(e){let t=o=>e[o]==null?null:Number(e[o]),n=o=>e[o]==null?null:String(e[o]);return{filename:String(e.filename),executedAt:e.executed_at instanceof Date?e.executed_at:new Date(String(e.executed_at)),checksum:n("checksum"),outcome:String(e.outcome),statements:t("statements"),statementsDone:t("statements_done"),batch:t("batch"),durationMs:t("duration_ms"),executedBy:n("executed_by"),...y(e.unfinished)?{unfinished:e.unfinished}:{},..._(e.evidence)?{evidence:e.evidence}:{}}}function _(e){return typeof e=="object"&&e!==null&&"verdict"in e&&typeof e.verdict=="string"}function y(e){return typeof e=="object"&&e!==null&&"done"in e&&typeof e.done=="string"}var T="migrator.started";function M(e){return`${u(e,e.statements,l(e.evidence))};`}function k(e){return`${u(e,e.statements,l(e.evidence))}${g};`}function w(e,t,{begun:n,...o}){let c=`${s(JSON.stringify(o))}::jsonb${n===void 0?"":` || pg_catalog.jsonb_build_object('begun', pg_catalog.jsonb_build_object('indexes', ${n}))`}`;return`${u({...e,outcome:"in_progress"},t,c)}${g};`}function P(e){let t=`WHERE filename = ${s(e)} AND outcome = 'in_progress'`;return`DELETE FROM ${r} ${t} AND statements_done = 0;
UPDATE ${r} SET evidence = evidence - 'begun' ${t};`}function u(e,t,n){let c=`nullif(greatest(-1, least(1e9, coalesce(1000 * (${`pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())
    - nullif(pg_catalog.current_setting('${T}', true), '')::float8`}), -1))), -1)`,p=`(${e.earlier??0} + ${c})::int`;return`INSERT INTO ${r}
  (filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by, evidence)
VALUES (${s(e.filename)}, pg_catalog.clock_timestamp(), '${e.checksum}', '${e.outcome}', ${e.statements},
  ${t}, ${e.batch}, ${p}, session_user,
  ${n})`}function F(e){return`DELETE FROM ${r} WHERE filename = ${s(e)};`}function B({filename:e,checksum:t,statements:n}){return`UPDATE ${r}
  SET checksum = '${t}', statements = ${n}, statements_done = ${n}
  WHERE filename = ${s(e)};`}function l(e){return e===void 0?"NULL":s(JSON.stringify(e))}var g=`
ON CONFLICT (filename) DO UPDATE SET (executed_at, checksum, outcome, statements, statements_done, batch, duration_ms,
  executed_by, evidence) = ROW (EXCLUDED.executed_at, EXCLUDED.checksum, EXCLUDED.outcome, EXCLUDED.statements,
  EXCLUDED.statements_done, EXCLUDED.batch, EXCLUDED.duration_ms, EXCLUDED.executed_by, EXCLUDED.evidence)`;function X(e){let t=`evidence || ${s(JSON.stringify({done:e.done}))}::jsonb`;return`UPDATE ${r}
  SET checksum = '${e.checksum}', evidence = ${e.repeats?`(${t}) - 'begun'`:t}
  WHERE filename = ${s(e.filename)} AND outcome = 'in_progress';`}export{r as a,m as b,h as c,$ as d,L as e,b as f,A as g,E as h,I as i,T as j,M as k,k as l,w as m,P as n,F as o,B as p,X as q};
