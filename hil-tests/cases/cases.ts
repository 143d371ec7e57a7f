/**
 * Every case, in the order in which they run: from the handshake to abuse.
 *
 * @packageDocumentation
 */
import type { Case } from "./case.ts";
import { handshake } from "./handshake.ts";
import { fullIndex, hostile, types } from "./limits.ts";
import { query, spiking } from "./neurons.ts";
import { noise } from "./noise.ts";
import { searches } from "./search.ts";
import { telemetry } from "./telemetry.ts";

/** See the file's comment. */
export const CASES: readonly Case[] = [
  handshake,
  ...searches,
  types,
  spiking,
  query,
  telemetry,
  fullIndex,
  hostile,
  noise,
];
