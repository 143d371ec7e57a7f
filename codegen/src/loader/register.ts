/**
 * `node --import ganglion/loader app.js`: importing a firmware source then runs the reference semantics.
 *
 * @packageDocumentation
 */
import { register } from "node:module";

register("./hooks" + import.meta.url.slice(import.meta.url.lastIndexOf(".")), import.meta.url);
