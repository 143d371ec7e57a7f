/**
 * GN403x: unions of classes, their variants and their replacement.
 *
 * @packageDocumentation
 */
import type { DiagnosticRow } from "./row.ts";

const CLASSES = `
      enum Kind {
        Press,
        Release,
      }
      class Press {
        readonly kind = Kind.Press;
        x: i32 = 0;
      }
      class Release {
        readonly kind = Kind.Release;
        time: u32 = 0;
      }
      type Event = Press | Release;
      class Slot {
        event: Event = new Press();
      }
      const slot = new Slot();`;

/** Rows by code. */
export const UNION_DIAGNOSTICS = {
  GN4030: {
    title: "union that is none",
    explanation:
      "A union is a named type of classes that are told apart by a tag: a `readonly` field of one name, whose value is a " +
      "member of an enum or a constant, from 0 to 255, another in each. It is the type of fields and parameters, not of lists and results, and " +
      "no function of the board is given one.",
    bad: `
      class Press {
        readonly kind = 0;
        x: i32 = 0;
      }
      class Release {
        time: u32 = 0;
      }
      type Event = Press | Release;
      export function f(event: Event): void {}
    `,
    good: `${CLASSES}
      export function f(): u32 {
        return u32(slot.event.kind);
      }
    `,
  },
  GN4031: {
    title: "variant that is not known",
    explanation: "A field of a variant is used where the program has asked for the tag, so that it is there.",
    bad: `${CLASSES}
      export function f(): i32 {
        const event = slot.event;
        return event.x;
      }
    `,
    good: `${CLASSES}
      export function f(): i32 {
        const event = slot.event;
        return event.kind === Kind.Press ? event.x : 0;
      }
    `,
  },
  GN4032: {
    title: "union that is replaced under its name",
    explanation:
      "While a name of a union or of a part of it is in scope, no union of that type is replaced, neither there nor in a " +
      "function that is called: the name would lead to the bytes of another variant.",
    bad: `${CLASSES}
      export function f(): void {
        const event = slot.event;
        slot.event = new Release();
        if (event.kind === Kind.Press) event.x = 1;
      }
    `,
    good: `${CLASSES}
      export function f(): void {
        slot.event = new Release();
        const event = slot.event;
        event.time = 1;
      }
    `,
  },
} as const satisfies Readonly<Record<string, DiagnosticRow>>;
