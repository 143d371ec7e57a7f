/**
 * The report of a program without any C compiler: static memory, proofs, and the shape of the JSON.
 *
 * @packageDocumentation
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { EXIT } from "./terminal.ts";
import { ganglion, scratchFolder } from "./test/ganglion.ts";
import type { Report } from "./report-data.ts";

const folder = scratchFolder();

test("says what each public function takes, and what is proven", async () => {
  const { code, out } = await ganglion("report", "firmware-src/core.ts");
  expect(code).toBe(EXIT.ok);
  expect(out).toMatch(/^search\/store +\d+/m);
  expect(out).toMatch(/^snn_step +32$/m);
  expect(out).toMatch(/^checks {2}\d+ proven, 0 left to run time$/m);
});

test("--json is stable, and --verbose names places", async () => {
  const file = join(folder, "app.ts");
  const text = "export function f(n: number): number {\n  return n;\n}\n";
  writeFileSync(file, text);
  const refused = await ganglion("report", file, "--json");
  expect(refused.code).toBe(EXIT.failed);
  expect(JSON.parse(refused.out)).toMatchObject({ ok: false, diagnostics: [{ code: "GN1031" }, { code: "GN1031" }] });

  const { code, out } = await ganglion("report", "firmware-src/node.ts", "--json");
  expect(code).toBe(EXIT.ok);
  const report = JSON.parse(out) as Report;
  expect(report).toMatchObject({ version: 1, program: "node", target: null, sizes: null, stack: null, missing: null });
  const poll = report.functions.find(({ publicNames }) => publicNames.includes("poll"));
  expect(poll).toMatchObject({ name: "node.poll", checks: { left: 0 } });
  const conversion = report.functions.flatMap(({ doubts }) => doubts).find(({ kind }) => kind === "lossy-conversion");
  expect(conversion?.line).toBeGreaterThan(1);
  const verbose = await ganglion("report", "firmware-src/node.ts", "--verbose");
  expect(verbose.out).toContain(`${conversion?.file ?? ""}:${conversion?.line ?? 0}`);
});

test("says which compiler is missing for flash and stack, and how to get it", async () => {
  vi.stubEnv("PATH", folder);
  try {
    const { code, out } = await ganglion("report", "firmware-src/node.ts", "--target", "rp2040");
    expect(code).toBe(EXIT.ok);
    expect(out).toMatch(
      /^flash and stack are not known: arm-none-eabi-gcc is not installed\. On Debian and Ubuntu: sudo /m,
    );
    const json = await ganglion("report", "firmware-src/node.ts", "--target", "rp2040", "--json");
    const { missing, sizes } = JSON.parse(json.out) as Report;
    expect({ missing, sizes }).toMatchObject({
      missing: expect.stringContaining("sudo apt-get install") as string,
      sizes: null,
    });
  } finally {
    vi.unstubAllEnvs();
  }
});
