import type { u32 } from "../lib/types.ts";

// The next line holds a byte that is not UTF-8.
export function f(): u32 { return 1; } // ÿ //! GN5008
