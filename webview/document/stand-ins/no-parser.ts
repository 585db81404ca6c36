/** The page parses nothing. */
export const Parser = {}
