import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  sendShared
} from "./chunk-QPPM7JW4.mjs";
import {
  findUnproven,
  notProven,
  provenKeys
} from "./chunk-4IVPDPWL.mjs";
import {
  readCatalog
} from "./chunk-5JVUGQZD.mjs";
import {
  composeFile
} from "./chunk-SYPXZ7DG.mjs";

// src/adopt/hash-facts.ts
import { createHash } from "node:crypto";
function hashFacts(hashes, keys) {
  const hash = createHash("sha256");
  for (const key of [...keys].sort()) hash.update(`${key}=${hashes.get(key) ?? ""}
`);
  return hash.digest("hex").slice(0, 16);
}

// src/adopt/adoption-evidence.ts
function adoptionEvidence(decided) {
  const keys = provenKeys(decided, decided.target);
  const unproven = decided.replay.unmodelled;
  const hashes = {
    found: hashFacts(decided.target.hashes, keys),
    proven: hashFacts(decided.replay.end.hashes, keys)
  };
  return ({ outcome, verdict, facts, mends, data }) => {
    const decidedData = Object.keys(data).length > 0;
    if (outcome === "applied" && unproven.length === 0 && !decidedData) return {};
    return {
      evidence: {
        verdict,
        facts,
        ...hashes,
        ...unproven.length === 0 ? {} : { unproven },
        ...mends.length === 0 ? {} : { mends },
        ...decidedData ? { data } : {}
      }
    };
  };
}

// src/adopt/execute-adoption.ts
async function executeAdoption(decided, options) {
  const { session, marker, batch, limits, historyText, showPath, emit } = options;
  const evidence = adoptionEvidence(decided);
  const files = decided.files.map(
    (file, index) => composeFile(
      file.migration,
      file.parsed,
      { marker, file: index, batch, limits, shared: true },
      { statements: file.run, mends: file.mends, outcome: file.outcome, ...evidence(file) }
    )
  );
  const prefix = `BEGIN; ${historyText}
`;
  const durations = await sendShared(files, { session, marker, prefix, showPath, emit });
  try {
    const now = await decided.align(
      await readCatalog(session, { insideTransaction: true, forMending: false })
    );
    const unproven = findUnproven(decided, now, options);
    if (unproven.length > 0) throw notProven(unproven, "Everything was rolled back, nothing is recorded.");
    await session.run("COMMIT");
    return durations;
  } catch (error) {
    await session.run("ROLLBACK").catch(() => {
    });
    throw error;
  }
}

export {
  adoptionEvidence,
  executeAdoption
};
