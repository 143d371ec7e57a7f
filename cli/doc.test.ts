/**
 * `ganglion doc`: a program's page, and the language's.
 *
 * @packageDocumentation
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DIAGNOSTICS } from "../codegen/src/diagnostics-table.ts";
import { languageReference } from "../codegen/src/reference/language.ts";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";

const folder = scratchFolder();
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

const SENSOR = `/**
 * A sensor.
 *
 * @packageDocumentation
 */
import type { f32, u32 } from "ganglion/types";

/** Channels | inputs. */
export const CHANNELS = 4;

/** One reading. */
export class Reading {
  /** In volts. */
  value: f32 = 0;
  count: u32 = 0;
}

const hidden = new Uint8Array(3);

/** The latest. */
export const latest = new Reading();

/**
 * Takes a sample; see {@link latest}.
 *
 * @param reading - where it goes
 * @param sample - what was
 *   measured
 * @returns how many there were
 * @units sample in volts
 * @export sensor_take
 */
export function take(reading: Reading, sample: f32): u32 {
  reading.value = sample;
  hidden[0] = 1;
  reading.count++;
  return reading.count + hidden[0];
}
`;

test("a program's page has its public names with types and comments, and nothing private", async () => {
  writeFileSync(join(folder, "sensor.ts"), SENSOR);
  const { code, out } = await ganglion("doc", join(folder, "sensor.ts"), "--out", folder);
  expect({ code, out }).toEqual({ code: EXIT.ok, out: join(folder, "sensor.md") });
  expect(read("sensor.md")).toBe(`# sensor

A sensor.

## Functions

### sensor_take

\`\`\`ts
sensor_take(reading: Reading, sample: f32): u32
\`\`\`

Takes a sample; see \`latest\`.

| parameter | type | meaning |
| --- | --- | --- |
| \`reading\` | \`Reading\` | where it goes (written) |
| \`sample\` | \`f32\` | what was measured |

Returns how many there were

units: sample in volts

In C: \`sensor_sensor_take\`.

## Variables

| variable | type | meaning |
| --- | --- | --- |
| \`latest\` | \`Reading\` | The latest. |

## Constants

| constant | type | value | meaning |
| --- | --- | --- | --- |
| \`CHANNELS\` | i32 | 4 | Channels \\| inputs. |

## Structs

### Reading

One reading.

| field | type | meaning |
| --- | --- | --- |
| \`value\` | \`f32\` | In volts. |
| \`count\` | \`u32\` |  |

## Modules

| module | what it is | RAM, bytes | constants, bytes |
| --- | --- | --- | --- |
| \`sensor\` | A sensor. | 11 |  |
`);
});

const DOOR = `import { u32 } from "ganglion/types";

/** How a door is. */
enum State {
  Open,
  /** Nobody gets in. */
  Locked = 4,
}

/** It moved. */
class Moved {
  readonly kind = 0;
  state = State.Open;
}

class Silent {
  readonly kind = 1;
}

/** What happened. */
type Event = Moved | Silent;

export function after(event: Event, state: State): State {
  return event.kind === 0 ? event.state : state;
}

export function count(state: State): u32 {
  return u32(state);
}
`;

test("unions and enums that public functions mention have sections", async () => {
  writeFileSync(join(folder, "door.ts"), DOOR);
  await ganglion("doc", join(folder, "door.ts"), "--out", folder);
  const text = read("door.md");
  expect(text).toContain("after(event: Event, state: State): State");
  expect(text).toContain(`## Structs

### Moved

It moved.

| field | type | meaning |
| --- | --- | --- |
| \`kind\` | \`0\` | which variant of a union it is |
| \`state\` | \`State\` |  |
`);
  expect(text).toContain(`## Unions

### Event

What happened.

| variant | tag | meaning |
| --- | --- | --- |
| \`Moved\` | 0 | It moved. |
| \`Silent\` | 1 |  |

## Enums

### State

How a door is.

Stored as u8.

| member | value | meaning |
| --- | --- | --- |
| \`Open\` | 0 |  |
| \`Locked\` | 4 | Nobody gets in. |
`);
});

test("docs/language/ is what `ganglion doc --language --out docs/language` writes", () => {
  const kept = join(import.meta.dirname, "../docs/language");
  const pages = languageReference();
  expect(readdirSync(kept).toSorted()).toEqual([...pages.keys()].toSorted());
  for (const [name, text] of pages) expect(readFileSync(join(kept, name), "utf8"), name).toBe(text);
});

test("every public function of the core is on its page", async () => {
  await ganglion("doc", "firmware-src/core.ts", "--out", folder);
  expect(read("core.md").match(/^### \w+/gm)?.length).toBeGreaterThan(32);
  expect(read("core.md")).toContain("`search/distance`");
});

test("the language's pages have every diagnostic and every operator", async () => {
  const { out } = await ganglion("doc", "--language", "--out", join(folder, "language"), "--json");
  expect(JSON.parse(out)).toMatchObject({ ok: true });
  expect(readdirSync(join(folder, "language"))).toEqual(["diagnostics.md", "operators.md"]);
  for (const [code, { title }] of DIAGNOSTICS) {
    expect(read("language/diagnostics.md")).toContain(`## ${code}\n\n**${title}.** `);
  }
  expect(read("language/operators.md")).toMatch(/^\| sqrt \|.*yes/m);
});

test.each([
  [[], "required option"],
  [["--out", folder], "there is nothing to describe"],
])("doc %j is a wrong command line", async (args, sentence) => {
  const { code, err } = await ganglion("doc", ...args);
  expect(err).toContain(sentence);
  expect(code).toBe(EXIT.usage);
});
