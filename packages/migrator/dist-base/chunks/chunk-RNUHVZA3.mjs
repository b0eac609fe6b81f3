import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  buildFactBase,
  canonicalize,
  encodeId,
  parseId
} from "./chunk-5P2GGYA6.mjs";

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/core/snapshot.js
var FORMAT_VERSION = 1;
function encodePayload(value) {
  if (typeof value === "bigint")
    return { $bigint: value.toString() };
  if (Array.isArray(value))
    return value.map(encodePayload);
  if (value !== null && typeof value === "object") {
    const out = {};
    for (const [k, v] of Object.entries(value)) {
      if (v !== void 0)
        out[k] = encodePayload(v);
    }
    return out;
  }
  return value;
}
function decodePayload(value) {
  if (Array.isArray(value))
    return value.map(decodePayload);
  if (value !== null && typeof value === "object") {
    const obj = value;
    if (typeof obj["$bigint"] === "string" && Object.keys(obj).length === 1) {
      return BigInt(obj["$bigint"]);
    }
    const out = {};
    for (const [k, v] of Object.entries(obj))
      out[k] = decodePayload(v);
    return out;
  }
  return value;
}
function serializeSnapshot(fb, meta) {
  const doc = {
    formatVersion: FORMAT_VERSION,
    pgVersion: meta.pgVersion,
    ...meta.capturedAt !== void 0 ? { capturedAt: meta.capturedAt } : {},
    ...meta.redactSecrets !== void 0 ? { redactSecrets: meta.redactSecrets } : {},
    // `null` is a MEANINGFUL value here (captured raw), distinct from ABSENT
    // (legacy) — so include the key whenever it is not `undefined`.
    ...meta.profile !== void 0 ? { profile: meta.profile } : {},
    digest: fb.rootHash,
    facts: fb.facts().map((f) => ({
      id: encodeId(f.id),
      ...f.parent !== void 0 ? { parent: encodeId(f.parent) } : {},
      payload: encodePayload(f.payload)
    })).sort((a, b) => a.id < b.id ? -1 : 1),
    edges: fb.edges.map((e) => ({
      from: encodeId(e.from),
      to: encodeId(e.to),
      kind: e.kind
    })).sort((a, b) => `${a.from}|${a.kind}|${a.to}` < `${b.from}|${b.kind}|${b.to}` ? -1 : 1),
    // ALL diagnostics, not a code-specific subset (also closes the pre-existing
    // INTENT_UNKEYED snapshot hole) — deterministically sorted so the document
    // is stable regardless of extraction/accumulation order.
    diagnostics: fb.diagnostics.map((d) => ({
      code: d.code,
      severity: d.severity,
      ...d.subject !== void 0 ? { subject: encodeId(d.subject) } : {},
      message: d.message,
      ...d.context !== void 0 ? { context: d.context } : {}
    })).sort((a, b) => {
      if (a.code !== b.code)
        return a.code < b.code ? -1 : 1;
      const aSubject = a.subject ?? "";
      const bSubject = b.subject ?? "";
      if (aSubject !== bSubject)
        return aSubject < bSubject ? -1 : 1;
      return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
    })
  };
  return JSON.stringify(doc, null, 2);
}
function deserializeSnapshot(json) {
  const doc = JSON.parse(json);
  if (doc.formatVersion !== FORMAT_VERSION) {
    throw new Error(`snapshot formatVersion ${doc.formatVersion} is not supported (expected ${FORMAT_VERSION})`);
  }
  const facts = doc.facts.map((f) => ({
    id: parseId(f.id),
    ...f.parent !== void 0 ? { parent: parseId(f.parent) } : {},
    payload: decodePayload(f.payload)
  }));
  const edges = doc.edges.map((e) => ({
    from: parseId(e.from),
    to: parseId(e.to),
    kind: e.kind
  }));
  const factBase = buildFactBase(facts, edges, "snapshot");
  if (factBase.rootHash !== doc.digest) {
    throw new Error(`snapshot digest mismatch \u2014 content is corrupt or was edited (expected ${doc.digest}, computed ${factBase.rootHash})`);
  }
  factBase.diagnostics.push(...(doc.diagnostics ?? []).map((d) => ({
    code: d.code,
    severity: d.severity,
    ...d.subject !== void 0 ? { subject: parseId(d.subject) } : {},
    message: d.message,
    ...d.context !== void 0 ? { context: d.context } : {}
  })));
  return {
    factBase,
    pgVersion: doc.pgVersion,
    ...doc.redactSecrets !== void 0 ? { redactSecrets: doc.redactSecrets } : {},
    // preserve the three states: string / `null` (captured raw) / ABSENT (legacy).
    ...doc.profile !== void 0 ? { profile: doc.profile } : {}
  };
}

// ../../node_modules/.pnpm/@supabase+pg-delta@1.0.0-alpha.34/node_modules/@supabase/pg-delta/dist/core/diff.js
function edgeKey(e) {
  return `${encodeId(e.from)}|${e.kind}|${encodeId(e.to)}`;
}
function diff(a, b) {
  const deltas = [];
  const isReferenceOnly = (id) => {
    const key = encodeId(id);
    return a.referenceOnly.has(key) || b.referenceOnly.has(key);
  };
  const emitSubtree = (fb, fact, verb) => {
    if (!isReferenceOnly(fact.id)) {
      deltas.push(verb === "add" ? { verb, fact } : { verb, fact });
      for (const edge of fb.outgoingEdges(fact.id)) {
        deltas.push(verb === "add" ? { verb: "link", edge } : { verb: "unlink", edge });
      }
    }
    for (const child of fb.childrenOf(fact.id))
      emitSubtree(fb, child, verb);
  };
  const compareFact = (id) => {
    if (isReferenceOnly(id))
      return;
    const factA = a.get(id);
    const factB = b.get(id);
    if (factA && factB) {
      if (a.hashOf(id) !== b.hashOf(id)) {
        const keys = /* @__PURE__ */ new Set([
          ...Object.keys(factA.payload),
          ...Object.keys(factB.payload)
        ]);
        for (const attr of [...keys].sort()) {
          if (attr.startsWith("_"))
            continue;
          const from = factA.payload[attr];
          const to = factB.payload[attr];
          const fromC = from === void 0 ? " absent" : canonicalize(from);
          const toC = to === void 0 ? " absent" : canonicalize(to);
          if (fromC !== toC)
            deltas.push({ verb: "set", id, attr, from, to });
        }
      }
      const edgesA = new Map(a.outgoingEdges(id).map((e) => [edgeKey(e), e]));
      const edgesB = new Map(b.outgoingEdges(id).map((e) => [edgeKey(e), e]));
      for (const [key, edge] of edgesA) {
        if (!edgesB.has(key))
          deltas.push({ verb: "unlink", edge });
      }
      for (const [key, edge] of edgesB) {
        if (!edgesA.has(key))
          deltas.push({ verb: "link", edge });
      }
    }
  };
  const compareSubtree = (id) => {
    const inA = a.has(id);
    const inB = b.has(id);
    if (inA && inB && a.rollupOf(id) === b.rollupOf(id))
      return;
    if (inA && !inB) {
      emitSubtree(a, a.get(id), "remove");
      return;
    }
    if (!inA && inB) {
      emitSubtree(b, b.get(id), "add");
      return;
    }
    compareFact(id);
    const childIds = /* @__PURE__ */ new Map();
    if (inA)
      for (const c of a.childrenOf(id))
        childIds.set(encodeId(c.id), c.id);
    if (inB)
      for (const c of b.childrenOf(id))
        childIds.set(encodeId(c.id), c.id);
    for (const childId of childIds.values())
      compareSubtree(childId);
  };
  const rootIds = /* @__PURE__ */ new Map();
  for (const r of a.roots())
    rootIds.set(encodeId(r.id), r.id);
  for (const r of b.roots())
    rootIds.set(encodeId(r.id), r.id);
  for (const id of rootIds.values())
    compareSubtree(id);
  const keyed = deltas.map((delta) => ({ key: sortKey(delta), delta }));
  keyed.sort((x, y) => x.key < y.key ? -1 : x.key > y.key ? 1 : 0);
  return keyed.map((entry) => entry.delta);
}
function subjectOf(d) {
  switch (d.verb) {
    case "add":
    case "remove":
      return d.fact.id;
    case "set":
      return d.id;
    case "link":
    case "unlink":
      return d.edge.from;
  }
}
function sortKey(d) {
  const attr = d.verb === "set" ? d.attr : d.verb === "link" || d.verb === "unlink" ? edgeKey(d.edge) : "";
  return `${encodeId(subjectOf(d))}|${d.verb}|${attr}`;
}

export {
  serializeSnapshot,
  deserializeSnapshot,
  diff,
  subjectOf
};
