import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  createMigration
} from "./chunk-ZOFA6SI4.mjs";
import "./chunk-SLZJYRAP.mjs";
import "./chunk-DQIHMVL3.mjs";
import "./chunk-OO77U6VN.mjs";
import "./chunk-LTPNAQSB.mjs";
export {
  createMigration
};
