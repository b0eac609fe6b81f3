import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  HISTORY_TABLE
} from "./chunk-RQXHBCV7.mjs";
import {
  MigratorError
} from "./chunk-OO77U6VN.mjs";

// src/database/lock.ts
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
var LOCK_ID = createHash("sha256").update(HISTORY_TABLE).digest().readBigInt64BE();
function tryLockExpression() {
  return `pg_catalog.pg_try_advisory_lock(${LOCK_ID})`;
}
function unlockExpression() {
  return `pg_catalog.pg_advisory_unlock(${LOCK_ID})`;
}
var FIRST_PAUSE = 100;
var LONGEST_PAUSE = 2e3;
async function waitForLock(session, wait, onWait, signal) {
  const deadline = performance.now() + wait;
  let told = false;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const [rows] = await session.run(`SELECT ${tryLockExpression()} AS locked, ${HOLDER} AS holder`);
    if (rows?.[0]?.locked === true) return;
    const holder = String(rows?.[0]?.holder ?? "a session that just ended");
    if (performance.now() >= deadline) {
      throw new MigratorError("lock_held", `Another run holds the migration lock: ${holder}.`, {
        hint: "Wait for it, or give more time with --wait 5m; a session nobody needs is ended by pg_terminate_backend(pid)."
      });
    }
    if (!told) onWait(holder);
    told = true;
    const milliseconds = Math.min(pause * (1 + Math.random() / 5), Math.max(1, deadline - performance.now()));
    await sleep(milliseconds, void 0, { signal }).catch(() => {
    });
  }
}
var HOLDER = `(SELECT pg_catalog.format('pid %s (%s) since %s', a.pid, coalesce(nullif(a.application_name, ''), 'unnamed'),
    pg_catalog.to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'))
  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted
    AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
    AND (l.classid::bigint << 32) | l.objid::bigint = ${LOCK_ID} AND l.objsubid = 1 LIMIT 1)`;

export {
  tryLockExpression,
  unlockExpression,
  waitForLock
};
