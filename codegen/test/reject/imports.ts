import { step } from "./modules/nevron.ts"; //! GN5001 nevron.ts
import { other } from "neuron"; //! GN5003 `neuron`
import { fs } from "node:fs"; //! GN5003
import { absolute } from "/neuron.ts"; //! GN5003
import { bare } from "./modules/neuron"; //! GN5004
import { script } from "./modules/neuron.js"; //! GN5004
import { types } from "./modules/neuron.d.ts"; //! GN5004
import Default from "./modules/neuron.ts"; //! GN5005 default imports
import { default as named } from "./modules/neuron.ts"; //! GN5005
import * as neuron from "./modules/neuron.ts"; //! GN5006 as a whole
import "./modules/neuron.ts"; //! GN5006 without names
import required = require("./modules/neuron.ts"); //! GN5006
export * from "./modules/neuron.ts"; //! GN5006 as a whole
import { stop } from "./modules/neuron.ts"; //! GN5007 `stop`
import { f64 } from "../lib/types.ts"; //! GN5007 `f64`
export { go } from "./modules/neuron.ts"; //! GN5007 `go`
import { itself } from "./imports.ts"; //! GN5002 import each other
import { count } from "./modules/neuron.ts";
import type { u32 } from "../lib/types.ts";

export function f(): u32 {
  count = 2; //! GN2004 belongs to another module
  const late = import("./modules/neuron.ts"); //! GN5006 at run time
  return step() + other() + fs + absolute + bare + script + types + stop() + itself();
}
