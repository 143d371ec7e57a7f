/**
 * NIR files in tests: a model as plain data, to a file and back, without the code under test.
 *
 * @packageDocumentation
 */
import h5wasm, { FS, type Group } from "h5wasm";

/** A model: nodes with their attributes, and edges. */
export interface Model {
  readonly nodes: Readonly<Record<string, ModelNode>>;
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** A node; attributes are numbers, rows of numbers, or rows of rows. A subgraph has a model. */
export interface ModelNode {
  readonly type: string;
  readonly model?: Model;
  readonly [attribute: string]: Value | string | Model | undefined;
}

/** What an attribute holds. */
export type Value = number | readonly number[] | readonly (readonly number[])[] | readonly (readonly number[])[][];

let files = 0;

/** The bytes of a file with a model, or with whatever is written into it. */
export async function nirFile(content: Model | ((root: Group) => void)): Promise<Uint8Array> {
  await h5wasm.ready;
  const path = `written-${++files}`;
  const file = new h5wasm.File(path, "w");
  if (typeof content === "function") content(file);
  else {
    file.create_dataset({ name: "version", data: "1.0.0" });
    writeModel(file.create_group("node"), content);
  }
  file.close();
  const bytes = FS?.readFile(path) ?? new Uint8Array();
  FS?.unlink(path);
  return new Uint8Array(bytes);
}

/** Writes a graph into its group. */
export function writeModel(group: Group, { nodes, edges }: Model): void {
  group.create_dataset({ name: "type", data: "NIRGraph" });
  const names = edges.flat();
  group.create_dataset({
    name: "edges",
    data: names.length > 0 ? names : new Float64Array(0),
    shape: [edges.length, 2],
  });
  const members = group.create_group("nodes");
  for (const [name, { type, model, ...attributes }] of Object.entries(nodes)) {
    const member = members.create_group(name);
    if (model !== undefined) {
      writeModel(member, model);
      continue;
    }
    member.create_dataset({ name: "type", data: type });
    for (const [attribute, value] of Object.entries(attributes)) writeValue(member, attribute, value as Value | string);
  }
}

function writeValue(group: Group, name: string, value: Value | string): void {
  if (typeof value === "string") group.create_dataset({ name, data: value });
  else if (name === "shape") group.create_dataset({ name, data: BigInt64Array.from(flat(value).map(BigInt)) });
  else if (typeof value === "number") group.create_dataset({ name, data: Float64Array.of(value), shape: [] });
  else group.create_dataset({ name, data: Float64Array.from(flat(value)), shape: shapeOf(value) });
}

function flat(value: Value): number[] {
  return typeof value === "number" ? [value] : value.flatMap(flat);
}

function shapeOf(value: Value): number[] {
  if (typeof value === "number") return [];
  const [first] = value;
  return [value.length, ...(first === undefined ? [] : shapeOf(first))];
}

/** A file as data; graphs within graphs are not read. */
export async function modelOf(bytes: Uint8Array): Promise<Model> {
  await h5wasm.ready;
  const path = `read-${++files}`;
  FS?.writeFile(path, bytes);
  const file = new h5wasm.File(path, "r");
  const names = valueAt(file, "node/edges") as string[];
  const edges = Array.from(
    { length: names.length / 2 },
    (_, i) => [names[2 * i] ?? "", names[2 * i + 1] ?? ""] as const,
  );
  const members = file.get("node/nodes") as Group;
  const nodes = members.keys().map((name): [string, ModelNode] => {
    const group = members.get(name) as Group;
    return [name, Object.fromEntries(group.keys().map((key) => [key, valueAt(group, key)])) as ModelNode];
  });
  file.close();
  return { nodes: Object.fromEntries(nodes), edges };
}

function valueAt(group: Group, name: string): Value | string | string[] {
  const dataset = group.get(name);
  if (!(dataset instanceof h5wasm.Dataset)) throw new Error(`${name} is no dataset`);
  const { value, shape } = dataset;
  if (typeof value === "string" || typeof value === "number") return value;
  if (!ArrayBuffer.isView(value)) return value as string[];
  const numbers = Array.from(value as unknown as ArrayLike<number | bigint>, Number);
  const [rows = 0, columns = 0] = shape ?? [];
  if (shape?.length !== 2) return numbers;
  return Array.from({ length: rows }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));
}
