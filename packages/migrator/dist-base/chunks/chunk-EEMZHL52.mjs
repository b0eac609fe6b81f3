import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  composeMessage,
  describeFailure,
  findPosition,
  partsOfMessage,
  watchLongWork,
  watchProgress
} from "./chunk-3EZ4WSJL.mjs";
import {
  ServerError
} from "./chunk-6WMF3OME.mjs";

// src/execute/send-shared.ts
async function sendShared(files, { session, marker, prefix, showPath, emit = () => {
}, undoing }) {
  const durations = /* @__PURE__ */ new Map();
  const progress = watchProgress(files, marker, (event) => {
    if (event.type === "completed") durations.set(event.migration, event.durationMs);
  });
  const work = watchLongWork({ progress, of: files.length, undoing, emit });
  const stopListening = session.onNotice((notice) => {
    progress.read(notice);
    work.heard();
  });
  const all = files.flatMap((file) => file.parts);
  const parts = partsOfMessage(all, 0, Number.POSITIVE_INFINITY);
  work.start();
  try {
    await session.run(composeMessage(prefix, parts));
    progress.finish(files.length);
    return durations;
  } catch (error) {
    if (!(error instanceof ServerError)) throw error;
    await session.run("ROLLBACK").catch(() => {
    });
    const found = error.position === void 0 ? void 0 : findPosition(prefix, parts, error.position);
    const part = found?.part ?? progress.part;
    const file = files[part?.file ?? -1];
    if (file === void 0 || part === void 0) throw error;
    const statement = found?.statement ?? file.statements[progress.statement];
    const place = { file, part, statement, offset: found?.offset };
    throw describeFailure(error, place, showPath(file.migration.path));
  } finally {
    stopListening();
    work.stop();
  }
}

export {
  sendShared
};
