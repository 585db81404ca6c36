import { eventSource } from './documents.ts'
import { checksOf, open, typist } from './subject.ts'

// Prints the bytes of the heap that are in use after a collection, with a document of 1,000 events open and edited.
const folder = 'file:///bench'
const uri = `${folder}/event-source.yaml`
const checks = checksOf(folder)
await open(checks, uri, eventSource(1000))
const type = typist(checks, uri)
for (let run = 0; run < 50; run++) await type(run)
globalThis.gc?.()
console.log(process.memoryUsage().heapUsed)
