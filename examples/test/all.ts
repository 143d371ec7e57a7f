/**
 * Every example, and a test that none of the folder is forgotten can be made of it.
 *
 * @packageDocumentation
 */
import { CONTROL } from "./control.ts";
import { CRYPTOGRAPHY } from "./cryptography.ts";
import { DATA } from "./data.ts";
import type { Example } from "./example.ts";

/** In no particular order. */
export const EXAMPLES: readonly Example[] = [...CRYPTOGRAPHY, ...CONTROL, ...DATA];
