/**
 * Where programs start, so that knip can tell what nothing reaches.
 *
 * @packageDocumentation
 */
import type { KnipConfig } from "knip";

export default {
  entry: ["cli/main.ts", "setup/*.mjs"],
  project: ["**/*.{ts,mjs}"],
} satisfies KnipConfig;
