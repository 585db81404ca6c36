/**
 * How many collections may stand in each other. The parser goes wrong from 934 levels; the rest is room on the stack for all that walks a tree, in a
 * web worker too.
 */
export const DEPTH_LIMIT = 400

/** The height of what was not read because it is too deep: more than any limit. */
export const TOO_DEEP = 1_000_000
