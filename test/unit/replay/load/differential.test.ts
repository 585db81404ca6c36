import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeJson } from '../../../../replay/json/write.ts'
import { defaultStates } from '../../../../replay/load/default-states.ts'
import { type LoadOptions, load } from '../../../../replay/load/load.ts'
import type { ReplayChannel } from '../../../../replay/message/channel.ts'
import { recordingOf, subjects } from '../../../kit/recordings.ts'
import { outcomeOf, sourceOf } from '../../../kit/replay.ts'

/** All that a load says, as plain data. */
async function said(channel: ReplayChannel, bytes: Uint8Array, chunkSize: number, options: LoadOptions) {
  const source = sourceOf({ 'r.ndjson': bytes }, chunkSize)
  const own = await load(channel, source, options)
  await own.done
  const { log, findings } = own
  const { length, entities } = log
  const ids = Array.from({ length: entities.length }, (_, entity) => entities.id(entity))
  const states: string[] = []
  for await (const state of defaultStates(channel, own, ids, length, new Map())) states.push(writeJson(state))
  const columns = ['offset', 'size', 'line', 'message', 'status', 'entity', 'time', 'clock', 'worst'] as const
  return {
    columns: Object.fromEntries(columns.map((name) => [name, Array.from(log[name].subarray(0, length))])),
    entities: Array.from({ length: entities.length }, (_, entity) => [entities.id(entity), [...entities.events(entity)]]),
    findings: [...findings.all()],
    states,
  }
}

describe('records that are read from their bytes are what they are as values:', () => {
  it.each(subjects)('$name', async ({ channel, record }) => {
    await fc.assert(
      fc.asyncProperty(recordingOf(record), fc.constantFrom(7, 100, 1 << 20), async (bytes, chunkSize) => {
        const slow = await said(channel, bytes, chunkSize, { learns: false })
        expect(await said(channel, bytes, chunkSize, {})).toEqual(slow)
        const { findings, messages, all } = await outcomeOf(channel, sourceOf({ 'r.ndjson': bytes }))
        expect(slow.states.toSorted()).toEqual(all.map((state) => writeJson(state)).sort())
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
