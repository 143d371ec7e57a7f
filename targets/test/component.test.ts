/**
 * What a component of ESP-IDF consists of. hil-tests/esp-idf.board.test.ts compiles and runs one.
 *
 * @packageDocumentation
 */
import { describe, expect, test } from "vitest";
import { componentFiles, type ComponentRequest } from "../esp-idf/component.ts";

const LIBRARY: ComponentRequest = {
  program: "filter",
  sources: new Map([
    ["filter.c", "int a;\n"],
    ["lib/math.c", "int b;\n"],
    ["filter.h", "extern int a;\n"],
  ]),
  buildId: [0x12, 0xfedcba98],
  version: "1.2.3",
  board: null,
};
const BOARD: ComponentRequest = { ...LIBRARY, board: { baud: 460_800, read: (path) => `text of ${path}\n` } };

function textOf(request: ComponentRequest, path: string): string {
  return componentFiles(request).get(`filter/${path}`) ?? "";
}

describe.each([
  ["a library", LIBRARY],
  ["a board", BOARD],
])("%s", (_, request) => {
  test("has the program as it is, in a folder that has the component's name", () => {
    const files = componentFiles(request);
    for (const path of files.keys()) expect(path).toMatch(/^filter\//);
    for (const [path, text] of request.sources) expect(files.get(`filter/program/${path}`)).toBe(text);
  });

  test("lists every C file that it has, and no other", () => {
    const own = [...componentFiles(request).keys()]
      .filter((path) => path.endsWith(".c") && !path.includes("/examples/"))
      .map((path) => path.replace("filter/", ""));
    const listed = [...textOf(request, "CMakeLists.txt").matchAll(/^ {8}"(.*)"$/gm)].map(([, path]) => path);
    expect(listed.toSorted()).toEqual(own.toSorted());
  });

  test("is compiled without fused multiply-add, whatever the application says", () => {
    expect(textOf(request, "CMakeLists.txt")).toContain("PRIVATE -ffp-contract=off");
  });

  test("says which ESP-IDF it is for, and its version", () => {
    expect(textOf(request, "idf_component.yml")).toContain('version: "1.2.3"');
    expect(textOf(request, "idf_component.yml")).toContain('idf: ">=5.3"');
  });
});

test("a library's headers are seen, and it needs nothing of ESP-IDF", () => {
  const cmake = textOf(LIBRARY, "CMakeLists.txt");
  expect(cmake).toContain('    INCLUDE_DIRS "program"\n');
  expect(cmake).not.toContain("REQUIRES");
  expect([...componentFiles(LIBRARY).keys()].filter((path) => /Kconfig|board|example/.test(path))).toEqual([]);
});

test("of a board, an application sees how it is started, and menuconfig its line", () => {
  const cmake = textOf(BOARD, "CMakeLists.txt");
  expect(cmake).toContain('    INCLUDE_DIRS "include"\n    PRIV_INCLUDE_DIRS "program"\n');
  expect(cmake).toContain("GANGLION_BOOT=filter_boot");
  expect(cmake).toContain("GANGLION_BUILD_ID_0=0x00000012u\n    GANGLION_BUILD_ID_1=0xfedcba98u");
  expect(textOf(BOARD, "include/ganglion_start.h")).toBe("text of esp-idf/ganglion_start.h\n");
  expect(textOf(BOARD, "Kconfig")).toContain("default 460800");
  expect(textOf(BOARD, "README.md")).toContain("--baud 460800");
});

test("a board's example finds the component two folders above, and calls it", () => {
  expect(textOf(BOARD, "examples/filter/CMakeLists.txt")).toContain("${CMAKE_CURRENT_LIST_DIR}/../..");
  expect(textOf(BOARD, "examples/filter/main/CMakeLists.txt")).toContain("PRIV_REQUIRES filter");
  expect(textOf(BOARD, "examples/filter/main/main.c")).toContain("ganglion_start();");
  expect(textOf(BOARD, "examples/filter/sdkconfig.defaults")).toContain("CONFIG_ESP_CONSOLE_NONE=y");
});
