/** Where things are connected. */
export const PINS = { led: 25, button: 14, serial: { receive: 6, send: 7 } } as const;
