import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Parser } from '@asyncapi/parser'
import { load } from 'js-yaml'
import { eventSource, manyFiles, referenceBomb } from './documents.ts'
import { mapRows } from './map.ts'
import { median, ms, p95, print, type Row, times } from './measure.ts'
import { costlyRules } from './rule-costs.ts'
import { seekRows } from './seek.ts'
import { checksOf, open, typist } from './subject.ts'

const rows: Row[] = []
const parser = new Parser()
const folder = 'file:///bench'
const uri = `${folder}/event-source.yaml`

for (const events of [100, 1000, 2000]) {
  const text = eventSource(events)
  const size = `${events} events, ${(text.length / 1e6).toFixed(1)} MB`
  await times(2, () => load(text))
  const yaml = median(await times(7, () => load(text)))
  const opened = median(await times(3, () => open(checksOf(folder), uri, text)))
  await parser.validate(events === 100 ? text : eventSource(10))
  const validated = median(await times(events === 100 ? 3 : 1, () => parser.validate(text)))
  const checks = checksOf(folder)
  await open(checks, uri, text)
  const type = typist(checks, uri)
  await times(20, type)
  const typed = await times(200, type)
  rows.push({
    what: `edit, p95: ${size}`,
    ours: ms(p95(typed)),
    peer: `${ms(yaml)} js-yaml load`,
    ratio: p95(typed) / yaml,
    ...(events === 1000 && { target: 1 / 4 }),
  })
  // Nothing is published before all rules have run: the first set is the whole one.
  rows.push({ what: `open: ${size}`, ours: ms(opened), peer: `${ms(validated)} parser`, ratio: opened / validated, target: 1 / 10 })
}

const bomb = async (levels: number) => median(await times(9, () => open(checksOf(folder), uri, referenceBomb(levels))))
await bomb(40)
const [small, middle, large] = [await bomb(16), await bomb(24), await bomb(40)]
// Linear: the time of a level does not grow with the number of levels.
rows.push({
  what: 'reference bomb, 24 levels',
  ours: ms(middle),
  peer: `${ms(small)} 16 levels`,
  ratio: middle / small,
  target: (24 / 16) * 1.2,
})
rows.push({
  what: 'reference bomb, 40 levels',
  ours: ms(large),
  peer: `${ms(small)} 16 levels`,
  ratio: large / small,
  target: (40 / 16) * 1.2,
})

const { root, parts } = manyFiles(1000)
const path = mkdtempSync(join(tmpdir(), 'bench-'))
try {
  writeFileSync(join(path, 'root.yaml'), root)
  for (const [name, text] of parts) writeFileSync(join(path, name), text)
  const rootUri = pathToFileURL(join(path, 'root.yaml')).href
  const cold = median(await times(3, () => open(checksOf(pathToFileURL(path).href), rootUri, root)))
  const peer = median(await times(1, () => parser.validate(root, { source: join(path, 'root.yaml') })))
  rows.push({ what: '1,000 files, cold', ours: ms(cold), peer: `${ms(peer)} parser`, ratio: cold / peer, target: 1 / 2 })
} finally {
  rmSync(path, { recursive: true })
}

rows.push(...(await mapRows()))
rows.push(...(await seekRows()))

const heap = Number(
  execFileSync(process.execPath, ['--expose-gc', ...process.execArgv, join(import.meta.dirname, 'heap.ts')], { encoding: 'utf8' }),
)
rows.push({ what: 'heap after 1,000 events', ours: `${(heap / 1e6).toFixed(0)} MB`, peer: '300 MB', ratio: heap / 300e6, target: 1 })

const costly = await costlyRules(uri, eventSource(1000), 0.05)

console.log(`Node ${process.version}`)
print(rows)
console.log('\nRules that cost more than 5 % of a pass over 1,000 events:')
if (costly.length === 0) console.log('none')
for (const { id, share } of costly) console.log(`${id}  ${(share * 100).toFixed(0)} %`)
process.exit(0)
