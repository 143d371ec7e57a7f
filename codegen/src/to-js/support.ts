/**
 * The few functions that generated JavaScript may need, each emitted only where it is used.
 *
 * @packageDocumentation
 */

/** What the support functions are called, where no other thing has that name. */
export const SUPPORT_NAMES = [
  "saturate",
  "saturateWide",
  "nearestFloat",
  "divideWide",
  "remainderWide",
  "popcount",
  "scratch",
  "bitsOf",
  "fromBits",
  "at",
  "nonZero",
  "subarray",
  "unbound",
] as const;

/** One of {@link SUPPORT_NAMES}. */
export type SupportName = (typeof SUPPORT_NAMES)[number];

interface Support {
  /** Other support functions that it calls. */
  readonly needs?: readonly SupportName[];
  /** Its source; `$` and a name stand for the name that a support function got. */
  readonly source: string;
}

/** In the order in which they are emitted. */
export const SUPPORT: Readonly<Record<SupportName, Support>> = {
  saturate: {
    source: `
/** A number as an integer: truncated toward zero, kept within \`least\` and \`most\`; NaN gives 0. */
function $saturate(value, least, most) {
  return Number.isNaN(value) ? 0 : Math.trunc(Math.min(Math.max(value, least), most)) + 0;
}`,
  },
  saturateWide: {
    source: `
/** A number as a bigint: truncated toward zero, kept within \`least\` and \`most\`; NaN gives 0. */
function $saturateWide(value, least, most) {
  if (!Number.isFinite(value)) return value > 0 ? most : value < 0 ? least : 0n;
  const whole = BigInt(Math.trunc(value));
  return whole < least ? least : whole > most ? most : whole;
}`,
  },
  nearestFloat: {
    source: `
/** The f32 nearest to a bigint. What a double cannot hold becomes one odd bit, so that rounding again goes right. */
function $nearestFloat(value) {
  const isExact = (value & 0x7ffn) === 0n || BigInt.asIntN(53, value) === value;
  return Math.fround(Number(isExact ? value : ((value >> 11n) | 1n) << 11n));
}`,
  },
  divideWide: {
    source: `
/** Toward zero; by zero it is 0. */
function $divideWide(dividend, divisor) {
  return divisor === 0n ? 0n : dividend / divisor;
}`,
  },
  remainderWide: {
    source: `
/** With the sign of the dividend; by zero it is 0. */
function $remainderWide(dividend, divisor) {
  return divisor === 0n ? 0n : dividend % divisor;
}`,
  },
  popcount: {
    source: `
/** The number of one bits. */
function $popcount(bits) {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}`,
  },
  scratch: {
    source: `
const $scratch = new DataView(new ArrayBuffer(4));`,
  },
  bitsOf: {
    needs: ["scratch"],
    source: `
/** The bits of an f32. */
function $bitsOf(value) {
  $scratch.setFloat32(0, value);
  return $scratch.getUint32(0);
}`,
  },
  fromBits: {
    needs: ["scratch"],
    source: `
/** The f32 that has these bits. */
function $fromBits(bits) {
  $scratch.setUint32(0, bits);
  return $scratch.getFloat32(0);
}`,
  },
  at: {
    source: `
/** The index itself, which must be one of an array of \`length\` elements. */
function $at(index, length, where) {
  if (index >= 0 && index < length) return index;
  throw new RangeError(\`index \${index} is out of bounds (length \${length}) in \${where}\`);
}`,
  },
  nonZero: {
    source: `
/** The divisor itself, which must not be zero. */
function $nonZero(divisor, where) {
  if (divisor !== 0 && divisor !== 0n) return divisor;
  throw new RangeError(\`division by zero in \${where}\`);
}`,
  },
  subarray: {
    source: `
/** Elements \`start\` up to \`end\` of \`array\`, which must have them. */
function $subarray(array, start, end, where) {
  if (start <= end && end <= array.length) return array.subarray(start, end);
  throw new RangeError(\`slice \${start}..\${end} is out of bounds (length \${array.length}) in \${where}\`);
}`,
  },
  unbound: {
    source: `
/** Reports a function of the board that nobody supplied. */
function $unbound(module, name) {
  throw new Error(\`\${module}.\${name}() was called, but the host has supplied no such function\`);
}`,
  },
};

/** The source of the support functions in use, under their names. */
export function supportSource(used: ReadonlyMap<SupportName, string>): string[] {
  const texts = Object.entries(SUPPORT).filter(([name]) => used.has(name as SupportName));
  return texts.map(([, support]) =>
    support.source.trim().replaceAll(/\$([a-z][A-Za-z]*)/g, (_, name: string) => used.get(name as SupportName) ?? name),
  );
}
