/**
 * What a board's C must know of its program, as the C compiler takes it, whoever calls that: our build, or CMake.
 *
 * @packageDocumentation
 */

/** The program's entry points and both words of the build's id, as `GANGLION_BOOT=node_boot`. */
export function boardDefinitions(program: string, buildId: readonly [number, number]): readonly string[] {
  return [
    `GANGLION_BOOT=${program}_boot`,
    `GANGLION_POLL=${program}_poll`,
    `GANGLION_BUILD_ID_0=${cWord(buildId[0])}`,
    `GANGLION_BUILD_ID_1=${cWord(buildId[1])}`,
  ];
}

function cWord(word: number): string {
  return `0x${word.toString(16).padStart(8, "0")}u`;
}
