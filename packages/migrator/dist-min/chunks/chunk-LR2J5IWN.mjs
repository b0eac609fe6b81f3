import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import{SQLSTATE,ServerError,quoteLiteral}from"./chunk-RCPGQCH7.mjs";import{MigratorError}from"./chunk-6KPJWYBB.mjs";var HISTORY_TABLE="migrator.__manual_migrations",HISTORY_UPGRADES=[`CREATE SCHEMA IF NOT EXISTS migrator;
CREATE TABLE ${HISTORY_TABLE} (
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
REVOKE ALL ON ${HISTORY_TABLE} FROM PUBLIC;
DO $migrator$
DECLARE api_role text;
BEGIN
  FOR api_role IN SELECT rolname FROM pg_catalog.pg_roles WHERE rolname IN ('anon', 'authenticated', 'service_role') LOOP
    EXECUTE pg_catalog.format('REVOKE ALL ON SCHEMA migrator FROM %I', api_role);
    EXECUTE pg_catalog.format('REVOKE ALL ON ALL TABLES IN SCHEMA migrator FROM %I', api_role);
    EXECUTE pg_catalog.format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA migrator FROM %I', api_role);
  END LOOP;
END
$migrator$;`];function upgradeHistoryStatements(version){let missing=HISTORY_UPGRADES.slice(version);if(missing.length===0)return"";let comment=`COMMENT ON TABLE ${HISTORY_TABLE} IS 'migrator history, version ${HISTORY_UPGRADES.length}';`;return[...missing,comment,""].join(`
`)}function upgradeHistoryText(version){let statements=upgradeHistoryStatements(version);return statements===""?"":`BEGIN;
${statements}COMMIT;
`}var HISTORY_COMMENT=`(SELECT coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), '')
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'migrator' AND c.relname = '__manual_migrations')`;function readHistoryVersion(comment){if(comment===null)return 0;let version=Number(/version (\d+)/.exec(comment)?.[1]??0);if(version===0)throw new MigratorError("history_unreadable",`${HISTORY_TABLE} does not say of which version it is.`,{hint:`Its comment does, and may have been lost in a restore: COMMENT ON TABLE ${HISTORY_TABLE} IS 'migrator history, version 1';`});if(version>HISTORY_UPGRADES.length)throw new MigratorError("history_unreadable",`${HISTORY_TABLE} is of version ${version}, made by a newer release than this one.`,{hint:"Update the packages to what the last deploy used."});return version}function historyNotMade(error){let message=`The history table could not be made: ${error.message}.`,details={sqlstate:error.sqlstate,cause:error};return error.sqlstate===SQLSTATE.insufficientPrivilege?new MigratorError("server_no_create",message,{...details,hint:'The role needs CREATE on the database: use the URL of role "postgres".'}):error.sqlstate===SQLSTATE.readOnlyTransaction?new MigratorError("server_read_only",message,{...details,hint:"Point the URL to the primary."}):new MigratorError("history_unreadable",message,{...details,hint:'Nothing has run. Look at schema "migrator" in the database.'})}function historyNotRead(error,user,table=HISTORY_TABLE){let details={sqlstate:error.sqlstate,cause:error};return error.sqlstate===SQLSTATE.insufficientPrivilege?new MigratorError("history_unreadable",`Role "${user}" may not read ${table}: ${error.message}.`,{...details,hint:`Use the URL of the role that owns the table, or have that role run: GRANT SELECT ON ${table} TO "${user}";`}):new MigratorError("history_unreadable",`${table} could not be read: ${error.message}.`,{...details,hint:"Nothing has run. Look at the table in the database."})}async function readHistory(session,user,{withEvidence=!1}={}){try{let[rows=[]]=await session.run(`SELECT filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by,
         CASE outcome WHEN 'in_progress' THEN evidence END AS unfinished,
         ${withEvidence?"CASE WHEN outcome <> 'in_progress' THEN evidence END":"NULL"} AS evidence
       FROM ${HISTORY_TABLE} ORDER BY id`);return rows.map(readRow)}catch(error){throw error instanceof ServerError?historyNotRead(error,user):error}}function readRow(row){let number=name=>row[name]==null?null:Number(row[name]),text=name=>row[name]==null?null:String(row[name]);return{filename:String(row.filename),executedAt:row.executed_at instanceof Date?row.executed_at:new Date(String(row.executed_at)),checksum:text("checksum"),outcome:String(row.outcome),statements:number("statements"),statementsDone:number("statements_done"),batch:number("batch"),durationMs:number("duration_ms"),executedBy:text("executed_by"),...isUnfinished(row.unfinished)?{unfinished:row.unfinished}:{},...isEvidence(row.evidence)?{evidence:row.evidence}:{}}}function isEvidence(value){return typeof value=="object"&&value!==null&&"verdict"in value&&typeof value.verdict=="string"}function isUnfinished(value){return typeof value=="object"&&value!==null&&"done"in value&&typeof value.done=="string"}var STARTED_SETTING="migrator.started";function recordText(row){return`${insertText(row,row.statements,evidenceText(row.evidence))};`}function finishText(row){return`${insertText(row,row.statements,evidenceText(row.evidence))}${REPLACE};`}function progressText(row,done,{begun,...unfinished}){let evidence=`${quoteLiteral(JSON.stringify(unfinished))}::jsonb${begun===void 0?"":` || pg_catalog.jsonb_build_object('begun', pg_catalog.jsonb_build_object('indexes', ${begun}))`}`;return`${insertText({...row,outcome:"in_progress"},done,evidence)}${REPLACE};`}function notBegunText(filename){let row=`WHERE filename = ${quoteLiteral(filename)} AND outcome = 'in_progress'`;return`DELETE FROM ${HISTORY_TABLE} ${row} AND statements_done = 0;
UPDATE ${HISTORY_TABLE} SET evidence = evidence - 'begun' ${row};`}function insertText(row,done,evidence){let known=`nullif(greatest(-1, least(1e9, coalesce(1000 * (${`pg_catalog.date_part('epoch', pg_catalog.clock_timestamp())
    - nullif(pg_catalog.current_setting('${STARTED_SETTING}', true), '')::float8`}), -1))), -1)`,duration=`(${row.earlier??0} + ${known})::int`;return`INSERT INTO ${HISTORY_TABLE}
  (filename, executed_at, checksum, outcome, statements, statements_done, batch, duration_ms, executed_by, evidence)
VALUES (${quoteLiteral(row.filename)}, pg_catalog.clock_timestamp(), '${row.checksum}', '${row.outcome}', ${row.statements},
  ${done}, ${row.batch}, ${duration}, session_user,
  ${evidence})`}function forgetText(filename){return`DELETE FROM ${HISTORY_TABLE} WHERE filename = ${quoteLiteral(filename)};`}function acceptText({filename,checksum,statements}){return`UPDATE ${HISTORY_TABLE}
  SET checksum = '${checksum}', statements = ${statements}, statements_done = ${statements}
  WHERE filename = ${quoteLiteral(filename)};`}function evidenceText(evidence){return evidence===void 0?"NULL":quoteLiteral(JSON.stringify(evidence))}var REPLACE=`
ON CONFLICT (filename) DO UPDATE SET (executed_at, checksum, outcome, statements, statements_done, batch, duration_ms,
  executed_by, evidence) = ROW (EXCLUDED.executed_at, EXCLUDED.checksum, EXCLUDED.outcome, EXCLUDED.statements,
  EXCLUDED.statements_done, EXCLUDED.batch, EXCLUDED.duration_ms, EXCLUDED.executed_by, EXCLUDED.evidence)`;function resumeText(row){let evidence=`evidence || ${quoteLiteral(JSON.stringify({done:row.done}))}::jsonb`;return`UPDATE ${HISTORY_TABLE}
  SET checksum = '${row.checksum}', evidence = ${row.repeats?`(${evidence}) - 'begun'`:evidence}
  WHERE filename = ${quoteLiteral(row.filename)} AND outcome = 'in_progress';`}export{HISTORY_TABLE,HISTORY_UPGRADES,upgradeHistoryStatements,upgradeHistoryText,HISTORY_COMMENT,readHistoryVersion,historyNotMade,historyNotRead,readHistory,STARTED_SETTING,recordText,finishText,progressText,notBegunText,forgetText,acceptText,resumeText};
