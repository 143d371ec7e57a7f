export const LIMITS = { COUNT: 8, MAX: 0xffffffff } as const;
