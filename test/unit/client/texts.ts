import type { Texts } from '../../../client/texts.ts'

/** Texts as they are written, their parts filled in. */
export const english: Texts = { t: (message, ...parts) => message.replace(/\{(\d+)\}/g, (_, index) => String(parts[Number(index)])) }
