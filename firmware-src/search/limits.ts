/**
 * How large one core is, and why. Every array of the core has one of these lengths.
 *
 * What is an `@option` can be set by a build, `ganglion build ... --set CAPACITY=256`; what is computed from it
 * follows.
 *
 * @packageDocumentation
 */

/**
 * Cores of the program, each with its own vectors, neurons and buffers.
 *
 * @option
 * @range 1 to 256
 */
export const CORES = 1;

/**
 * Slots of a core; each holds one vector and its neuron. 32, so that one word holds all spikes of a step.
 *
 * @option
 * @range 8 to 8192
 */
export const CAPACITY = 32;

/**
 * The most components of a vector. A multiple of 4, because sums run in four stripes (see distance.ts).
 *
 * @option
 * @range 4 to 64 by 4
 */
export const DIMENSIONS = 16;

/** How many components a vector can have: none, or up to {@link DIMENSIONS}. */
export const WIDTHS = DIMENSIONS + 1;

/**
 * Links of a node in the neighbour graph, and so dendritic branches of a neuron. Documented as 6 since v2.3; a larger
 * core needs more to be searched by its graph.
 *
 * @option
 * @range 4 to 32
 */
export const LINKS = CAPACITY > 32 ? 12 : 6;

/** How many links a node can have: none, or up to {@link LINKS}. */
export const DEGREES = LINKS + 1;

/**
 * Links of a node that may belong to the spanning tree: half of {@link LINKS}, so pruning always has a choice, and at
 * least 2, without which there is no tree.
 */
export const TREE_LINKS = Math.max(2, Math.floor(LINKS / 2));

/** The nearest candidates that may become a new node's neighbours: 64, or all in a core of fewer slots. */
export const WALK = Math.min(CAPACITY, 64);

/** Up to this many slots a new node is measured against all others; in a larger core a walk finds those near it. */
export const EXHAUSTIVE_MAX = 256;

/** How many nodes that walk keeps in view: with half as many, graphs in 64 dimensions are measurably worse. */
export const LINK_BREADTH = Math.min(CAPACITY, 128);

/** Up to this many vectors a search measures them all, unless it is told otherwise. */
export const EXACT_MAX = 128;

/** The most nodes that the walk of a search keeps in view. */
export const BREADTH_MAX = Math.min(CAPACITY, 512);

/** How many nodes a walk can have in view. */
export const VIEWS = BREADTH_MAX + 1;

/** Nodes at which a walk begins besides the root (see heads.ts): one for 64 slots, up to 64. */
export const HEADS = Math.max(1, Math.min(Math.floor(CAPACITY / 64), 64));

/** How many heads there can be. */
export const HEAD_COUNTS = HEADS + 1;

/** Records of a result list: what fits one response frame; a larger `k` is cut to it. */
export const RESULTS = 16;

/** Records of the list for searches with more results than that. */
export const EXTENDED_RESULTS = Math.min(CAPACITY, 4096);

/** The largest magnitude of a component: (2e18)^2 x 64 stays below the largest f32, so no distance overflows. */
export const COMPONENT_MAX = 1e18;

/**
 * Whether there is room for a code of 8 bits a component for each vector (see codes.ts). Many cores have better uses of
 * it.
 *
 * @option
 * @range 0 to 1
 */
export const BYTE_CODES = CORES === 1 ? 1 : 0;

/**
 * Whether there is room for a code of 13 bits a component for each vector.
 *
 * @option
 * @range 0 to 1
 */
export const WORD_CODES = CORES === 1 ? 1 : 0;

/** Stands for "no slot" where the core keeps the index of one. */
export const NO_SLOT = 0xffff;

/** The answer of an insertion that failed, and the low byte of the index in an empty record. */
export const NO_INDEX = 255;

/** High byte of the index of an empty record: 0 while indices fit one byte, 255 in builds of more than 255 slots. */
export const NO_INDEX_HIGH = CAPACITY > 255 ? 255 : 0;
