import { LogEntities } from './entities.ts'
import { larger } from './larger.ts'
import { type Log, worstNone } from './log.ts'

/** What is noted of an event. */
export interface Entry {
  file: number
  line: number
  offset: number
  size: number
  message: number
  status: number
  /** The entity's number; -1 for none. */
  entity: number
  time: number
  clock: number
  layout: number
}

/** A log to which events are added. */
export class GrowingLog implements Log {
  length = 0
  offset = new Float64Array(1024)
  size = new Uint32Array(1024)
  file = new Uint16Array(1024)
  line = new Uint32Array(1024)
  message = new Int16Array(1024)
  status = new Uint8Array(1024)
  entity = new Int32Array(1024)
  time = new Float64Array(1024)
  clock = new Float64Array(1024)
  worst = new Uint8Array(1024)
  /** How its record is written: the number of a learned layout; -1 for none. Records of one layout set the same paths of a state. */
  layout = new Int16Array(1024)
  readonly entities = new LogEntities()

  /** Adds an event at the end and gives its ordinal. */
  add({ file, line, offset, size, message, status, entity, time, clock, layout }: Entry): number {
    const ordinal = this.length++
    if (ordinal >= this.offset.length) this.reserve(Math.ceil(this.offset.length * 1.5))
    this.offset[ordinal] = offset
    this.size[ordinal] = size
    this.file[ordinal] = file
    this.line[ordinal] = line
    this.message[ordinal] = message
    this.status[ordinal] = status
    this.entity[ordinal] = entity
    this.time[ordinal] = time
    this.clock[ordinal] = clock
    this.worst[ordinal] = worstNone
    this.layout[ordinal] = layout
    if (entity >= 0) this.entities.add(entity, ordinal)
    return ordinal
  }

  /** Takes the last event back; only one that is about no entity and has no time. */
  drop(): void {
    this.length--
  }

  /** Makes room for so many events. */
  reserve(events: number): void {
    if (events <= this.offset.length) return
    const last = events - 1
    this.offset = larger(this.offset, last)
    this.size = larger(this.size, last)
    this.file = larger(this.file, last)
    this.line = larger(this.line, last)
    this.message = larger(this.message, last)
    this.status = larger(this.status, last)
    this.entity = larger(this.entity, last)
    this.time = larger(this.time, last)
    this.clock = larger(this.clock, last)
    this.worst = larger(this.worst, last)
    this.layout = larger(this.layout, last)
    this.entities.reserve(events)
  }
}
