import { describe, expect, it } from 'vitest'
import { Checked } from '../../kit/checks.ts'

const stream = (binding: string, more = '') => `asyncapi: 3.0.0
info:
  title: T
  version: '1'
channels:
  EventSourceOrders:
    address: /o
    messages:
      OrderPlaced:
        correlationId:
          location: $message.payload#/id
        payload:
          type: object
          required: [id]
          properties:
            id:
              type: string
${more}    bindings:
      kafka:
        topicConfiguration:
          retention.ms: -1
${binding}`

const compact = '          cleanup.policy: [compact]\n'
const rule = 'event-source/no-compaction'

async function shown(text: string, name = 'a.yaml'): Promise<string[]> {
  const checked = new Checked({ [name]: text })
  await checked.open(name)
  const quiet = ['event-source/single-message', 'event-source/event-id', 'event-source/event-time', 'event-source/reuse-message']
  return checked.shown(name).filter((one) => !quiet.some((id) => one.endsWith(id)))
}

describe('a suppression', () => {
  it('is needed', async () => {
    expect(await shown(stream(compact))).toEqual([`22:${rule}`])
  })

  it.each([
    ['the next line', `          # event-source-disable-next-line ${rule} -- a reason\n${compact}`],
    ['its own line', compact.replace('\n', ` # event-source-disable-line ${rule} -- a reason\n`)],
    ['the file', `${compact}# event-source-disable-file ${rule}\n`],
    ['several rules', `          # event-source-disable-next-line ${rule}, ${rule} -- twice\n${compact}`],
  ])('by a comment silences %s', async (_, binding) => {
    expect(await shown(stream(binding))).toEqual([])
  })

  it('by x-event-source silences the channel', async () => {
    expect(await shown(stream(compact, `    x-event-source:\n      ignore: [${rule}]\n`))).toEqual([])
  })

  it('of another line silences nothing and is said to be unused', async () => {
    expect(await shown(stream(`${compact}          # event-source-disable-next-line ${rule} -- too late\n`))).toEqual([
      `22:${rule}`,
      '23:event-source/unused-suppression',
    ])
  })

  it('of an unknown rule is said, and that alone', async () => {
    expect(await shown(stream('          # event-source-disable-next-line event-source/no-compactoin -- typo\n'))).toEqual([
      '22:event-source/unknown-rule',
    ])
  })

  it('in a .json file silences, though a comment is a syntax error there', async () => {
    const json = `{
  "asyncapi": "3.0.0",
  "info": { "title": "T", "version": "1" },
  // event-source-disable-next-line asyncapi/structure -- old
  "chanels": {}
}
`
    expect(await shown(json, 'a.json')).toEqual(['4:asyncapi/syntax'])
    expect(await shown(json, 'a.jsonc')).toEqual([])
  })
})

describe('config', () => {
  it('in the nearest file wins over the settings, rule by rule', async () => {
    const checked = new Checked(
      {
        'a/b/doc.yaml': stream(compact),
        '.asyncapi-event-source.yaml': 'rules:\n  event-source/no-compaction: error\n',
        'a/.asyncapi-event-source.yaml': 'rules:\n  event-source/no-compaction: "off"\n',
      },
      { settings: { rules: { 'event-source/no-compaction': 'hint' } } },
    )
    await checked.open('a/b/doc.yaml')
    expect(checked.shown('a/b/doc.yaml').filter((one) => one.endsWith(rule))).toEqual([])
  })

  it('names a rule that does not exist at its key', async () => {
    const checked = new Checked({
      'a.yaml': stream(compact),
      '.asyncapi-event-source.yaml': 'rules:\n  event-source/no-compactoin: error\n',
    })
    await checked.open('a.yaml')
    expect(checked.shown('.asyncapi-event-source.yaml')).toEqual(['2:event-source/unknown-rule'])
  })

  it('says of a value that counts for nothing where it stands', async () => {
    const config =
      'extends: strictest\nrules:\n  event-source/no-compaction: fatal\nchannels: orders\nrecomendations: true\nbaseline: main\n'
    const checked = new Checked({ 'a.yaml': stream(compact), '.asyncapi-event-source.yaml': config })
    await checked.open('a.yaml')
    const lines = [1, 3, 4, 5].map((line) => `${line}:asyncapi/syntax`)
    expect(checked.shown('.asyncapi-event-source.yaml')).toEqual(lines)
  })

  it.each(['', '# nothing yet\n', 'rules: {}\nenvelope: { id: [key] }\n$schema: ./schema.json\n'])(
    'has nothing against %j',
    async (config) => {
      const checked = new Checked({ 'a.yaml': stream(compact), '.asyncapi-event-source.yaml': config })
      await checked.open('a.yaml')
      expect(checked.shown('.asyncapi-event-source.yaml')).toEqual([])
    },
  )
})
