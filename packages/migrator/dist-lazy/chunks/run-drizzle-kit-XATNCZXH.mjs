import { createRequire as _createRequire } from 'node:module'; const require = _createRequire(import.meta.url);
import {
  runDrizzleKit
} from "./chunk-L4IGJITZ.mjs";
import "./chunk-HSJFPCGT.mjs";
import "./chunk-OO77U6VN.mjs";
import "./chunk-LTPNAQSB.mjs";
export {
  runDrizzleKit
};
