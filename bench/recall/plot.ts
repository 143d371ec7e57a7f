/**
 * Draws recall against the distances that a search measures, for docs/recall.svg:
 *
 *     npx tsx bench/recall/plot.ts
 *
 * One line for each set of 1024 vectors; a point for each breadth of the walk. The axes are linear and begin where the
 * data do; the dotted line is what a scan measures.
 *
 * @packageDocumentation
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureRecall, RECALL_CASES, type RecallCase, type RecallResult } from "./recall.ts";

const COUNT = 1024;
const DIMENSIONS = 16;
const BREADTHS = [10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 64, 96, 128, 192];

const WIDTH = 720;
const HEIGHT = 360;
const LEFT = 56;
const RIGHT = 150;
const TOP = 24;
const BOTTOM = 44;
const RECALL_MIN = 0.9;
const COLOURS = ["#cf222e", "#0969da", "#1a7f37", "#8250df", "#9a6700"];

interface Line {
  readonly name: string;
  readonly points: readonly RecallResult[];
}

const cases = RECALL_CASES.filter(({ count, dimensions }) => count === COUNT && dimensions === DIMENSIONS);
const target = join(import.meta.dirname, "../../docs/recall.svg");
writeFileSync(target, draw(cases.map(lineOf)));
console.log(`wrote ${target}`);

function lineOf(measured: RecallCase): Line {
  return { name: measured.data, points: BREADTHS.map((breadth) => measureRecall(measured, breadth)) };
}

function draw(lines: readonly Line[]): string {
  const title = `Recall of the ten nearest against the distances measured, ${COUNT} vectors of ${DIMENSIONS} components`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"`,
    ` aria-label="${title}" font-family="system-ui, sans-serif" font-size="13" fill="#30363d">\n`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>\n`,
    ...[0.9, 0.92, 0.94, 0.96, 0.98, 1].map(horizontal),
    ...[0, 200, 400, 600, 800, 1000].map(vertical),
    path([{ recall: RECALL_MIN, evaluations: COUNT }, { recall: 1, evaluations: COUNT }], `stroke="#57606a" stroke-dasharray="2 4"`), // prettier-ignore
    text(x(COUNT) + 6, y(0.91), "a scan"),
    text(LEFT, HEIGHT - 8, "distances measured in a search"),
    text(LEFT - 44, 14, "recall"),
    ...lines.map(curve),
    `</svg>\n`,
  ].join("");
}

/** A line through what lies within the axes, and its name in the margin. */
function curve({ name, points }: Line, index: number): string {
  const colour = COLOURS[index % COLOURS.length] ?? "#000";
  const seen = points.filter(({ recall }) => recall >= RECALL_MIN);
  const dots = seen.map(
    (point) => `<circle cx="${x(point.evaluations)}" cy="${y(point.recall)}" r="2.5" fill="${colour}"/>`,
  );
  const height = y(0.97) + 20 * index;
  const label = `<circle cx="${WIDTH - RIGHT + 30}" cy="${height - 4}" r="4" fill="${colour}"/>`;
  return `${path(seen, `stroke="${colour}" stroke-width="1.5"`)}${dots.join("")}\n${label}${text(WIDTH - RIGHT + 42, height, name)}`;
}

function path(points: readonly RecallResult[], style: string): string {
  const corners = points.map(({ recall, evaluations }) => `${x(evaluations)},${y(recall)}`);
  return `<polyline points="${corners.join(" ")}" fill="none" ${style}/>\n`;
}

function horizontal(recall: number): string {
  const rule = `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(recall)}" y2="${y(recall)}" stroke="#d8dee4"/>`;
  return rule + text(LEFT - 8, y(recall) + 4, recall.toFixed(2), "end");
}

function vertical(evaluations: number): string {
  const rule = `<line x1="${x(evaluations)}" x2="${x(evaluations)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#eff2f5"/>`;
  return rule + text(x(evaluations), HEIGHT - BOTTOM + 16, String(evaluations), "middle");
}

function text(left: number, base: number, words: string, anchor = "start"): string {
  return `<text x="${left}" y="${base}" text-anchor="${anchor}">${words}</text>\n`;
}

function x(evaluations: number): number {
  return rounded(LEFT + ((WIDTH - LEFT - RIGHT) * evaluations) / 1050);
}

function y(recall: number): number {
  return rounded(TOP + ((HEIGHT - TOP - BOTTOM) * (1 - recall)) / (1 - RECALL_MIN));
}

/** To a tenth of a pixel, so that the file changes only where the drawing does. */
function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
