import type { Format } from '../result.ts'

/** One JSON object, as rules.md has it. */
export const json: Format = ({ files, diagnostics }) => `${JSON.stringify({ files, diagnostics }, undefined, 2)}\n`
