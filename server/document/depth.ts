/** How many collections may stand in each other: below this the parser is right (its tables go wrong from 934) and no recursion of ours runs out of stack. */
export const DEPTH_LIMIT = 850

/** The height of what was not read because it is too deep: more than any limit. */
export const TOO_DEEP = 1_000_000
