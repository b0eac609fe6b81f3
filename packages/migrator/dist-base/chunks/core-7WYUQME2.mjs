import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  deserializeSnapshot,
  diff,
  serializeSnapshot
} from "./chunk-RNUHVZA3.mjs";
import {
  FactBase,
  NotImplementedError,
  buildFactBase,
  canonicalize,
  contentHash,
  encodeId,
  parseId
} from "./chunk-5P2GGYA6.mjs";
import "./chunk-LTPNAQSB.mjs";
export {
  FactBase,
  NotImplementedError,
  buildFactBase,
  canonicalize,
  contentHash,
  deserializeSnapshot,
  diff,
  encodeId,
  parseId,
  serializeSnapshot
};
