/** The AsyncAPI versions this project knows, oldest first: those that @asyncapi/specs has a schema for from 2.0.0 on. */
export const versions = ['2.0.0', '2.1.0', '2.2.0', '2.3.0', '2.4.0', '2.5.0', '2.6.0', '3.0.0', '3.1.0'] as const

export type SpecVersion = (typeof versions)[number]

const known: ReadonlySet<string> = new Set(versions)

/** The version that a value of the root key `asyncapi` names; `undefined` for any other text and for what is no text. */
export function supportedVersion(text: unknown): SpecVersion | undefined {
  return typeof text === 'string' && known.has(text) ? (text as SpecVersion) : undefined
}

/** Whether the document has the shape of AsyncAPI 3 (channels without operations) rather than of 2. */
export function isV3(version: SpecVersion): boolean {
  return version.startsWith('3.')
}
