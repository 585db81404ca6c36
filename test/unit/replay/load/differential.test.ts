import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LoadOptions, load } from '../../../../replay/load/load.ts'
import type { ReplayChannel } from '../../../../replay/message/channel.ts'
import { recordingOf, subjects } from '../../../kit/recordings.ts'
import { outcomeOf, sourceOf } from '../../../kit/replay.ts'

/** All that a load says, as plain data. */
async function said(channel: ReplayChannel, bytes: Uint8Array, chunkSize: number, options: LoadOptions) {
  const source = sourceOf({ 'r.ndjson': bytes }, chunkSize)
  const { log, findings, done } = await load(channel, source, options)
  await done
  const { length, entities } = log
  const columns = ['offset', 'size', 'line', 'message', 'status', 'entity', 'time', 'clock', 'worst'] as const
  return {
    columns: Object.fromEntries(columns.map((name) => [name, Array.from(log[name].subarray(0, length))])),
    entities: Array.from({ length: entities.length }, (_, entity) => [entities.id(entity), [...entities.events(entity)]]),
    findings: [...findings.all()],
    quick: length,
  }
}

describe('records that are read from their bytes are what they are as values:', () => {
  it.each(subjects)('$name', async ({ channel, record }) => {
    await fc.assert(
      fc.asyncProperty(recordingOf(record), fc.constantFrom(7, 100, 1 << 20), async (bytes, chunkSize) => {
        const slow = await said(channel, bytes, chunkSize, { learns: false })
        expect(await said(channel, bytes, chunkSize, {})).toEqual(slow)
        const { findings, messages } = await outcomeOf(channel, sourceOf({ 'r.ndjson': bytes }))
        expect(slow.findings.map(({ message }) => message)).toEqual(messages)
        expect(
          slow.findings.map(
            ({ ordinal, kind, path }) => `${slow.columns['line']?.[ordinal]} ${kind}${path === undefined ? '' : ` ${path}`}`,
          ),
        ).toEqual(findings)
      }),
      { numRuns: 150 },
    )
  })
})
