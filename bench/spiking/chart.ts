/**
 * Charts as SVG, for pages that are light or dark: lines, dots or ticks over two linear axes.
 *
 * Colours come from a style inside of the drawing, which asks what the reader prefers. Coordinates are rounded to a
 * tenth of a pixel, so a file changes only where the drawing does.
 *
 * @packageDocumentation
 */

/** An axis. */
export interface Axis {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  readonly ticks: readonly number[];
}

/** What is drawn in one colour. */
export interface Series {
  readonly name: string;
  readonly form: "line" | "dots" | "ticks";
  readonly points: readonly (readonly [x: number, y: number])[];
  /** It has the colour and the name of the series before it. */
  readonly continues?: boolean;
}

/** A whole drawing. */
export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 300;
const LEFT = 64;
const RIGHT = 16;
const TOP = 32;
const BOTTOM = 44;

/** Of each theme: paper, words, rules, and the colours of the series. */
const LIGHT = { paper: "#ffffff", words: "#30363d", rules: "#d8dee4", series: ["#0969da", "#cf222e", "#1a7f37"] };
const DARK = { paper: "#0d1117", words: "#c9d1d9", rules: "#30363d", series: ["#58a6ff", "#ff7b72", "#3fb950"] };

/** Draws a chart. */
export function chart({ title, x, y, series }: Chart): string {
  const place = (point: readonly [number, number]): [string, string] => [
    pixels(LEFT + ((point[0] - x.least) / (x.most - x.least)) * (WIDTH - LEFT - RIGHT)),
    pixels(HEIGHT - BOTTOM - ((point[1] - y.least) / (y.most - y.least)) * (HEIGHT - TOP - BOTTOM)),
  ];
  const numbered = withColours(series);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"`,
    ` aria-label="${title}" font-family="system-ui, sans-serif" font-size="13">\n`,
    `<style>${styleOf(LIGHT)} @media (prefers-color-scheme: dark) {${styleOf(DARK)}}</style>\n`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}"/>\n`,
    ...x.ticks.map((tick) => rule(place([tick, y.least]), place([tick, y.most]))),
    ...y.ticks.map((tick) => rule(place([x.least, tick]), place([x.most, tick]))),
    ...x.ticks.map((tick) => label(place([tick, y.least]), 0, 18, "middle", String(tick))),
    ...y.ticks.map((tick) => label(place([x.least, tick]), -8, 4, "end", String(tick))),
    label([pixels(WIDTH - RIGHT), pixels(HEIGHT)], 0, -8, "end", x.label),
    label(["8", pixels(TOP)], 0, -14, "start", y.label),
    ...numbered.map(({ series: drawn, colour }) => draw(drawn, colour, place)),
    ...numbered
      .filter(({ series: drawn }) => drawn.continues !== true)
      .map(({ series: drawn, colour }) => legend(drawn, colour)),
    `</svg>\n`,
  ].join("");
}

function withColours(series: readonly Series[]): { series: Series; colour: number }[] {
  let colour = -1;
  return series.map((drawn) => {
    if (drawn.continues !== true) colour += 1;
    return { series: drawn, colour };
  });
}

function draw(
  { form, points }: Series,
  colour: number,
  place: (point: readonly [number, number]) => [string, string],
): string {
  const placed = points.map(place);
  switch (form) {
    case "line":
      return `<polyline class="s${colour} line" points="${placed.map((at) => at.join(",")).join(" ")}"/>\n`;
    case "dots":
      return `<path class="s${colour} dots" d="${placed.map(([left, top]) => `M${left} ${top}h0`).join("")}"/>\n`;
    case "ticks":
      return `<path class="s${colour} line" d="${placed.map(([left, top]) => `M${left} ${top}v14`).join("")}"/>\n`;
  }
}

function rule([left, top]: [string, string], [right, bottom]: [string, string]): string {
  return `<path class="rule" d="M${left} ${top}L${right} ${bottom}"/>\n`;
}

function label([left, top]: [string, string], x: number, y: number, anchor: string, words: string): string {
  return `<text class="words" x="${left}" y="${top}" dx="${x}" dy="${y}" text-anchor="${anchor}">${words}</text>\n`;
}

/** Names stand in a row above the drawing. */
function legend({ name }: Series, colour: number): string {
  const left = 240 + 150 * colour;
  const mark = `<path class="s${colour} line" d="M${left} ${TOP - 18}h18"/>`;
  return `${mark}<text class="words" x="${left + 24}" y="${TOP - 14}">${name}</text>\n`;
}

function styleOf({ paper, words, rules, series }: typeof LIGHT): string {
  const colours = series.map((colour, index) => `.s${index} {stroke: ${colour}}`);
  return [
    `.paper {fill: ${paper}} .words {fill: ${words}} .rule {stroke: ${rules}}`,
    ".line {fill: none; stroke-width: 1.5} .dots {stroke-width: 4; stroke-linecap: round}",
    ...colours,
  ].join(" ");
}

function pixels(value: number): string {
  return String(Math.round(value * 10) / 10);
}
