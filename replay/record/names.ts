const prefix = /^(?:ce[-_]|cloudevents[:_-])/i

/** A name as it is compared in the envelope of an event: without case, `_`, `-` and a CloudEvents prefix. */
export function comparable(name: string): string {
  return name.replace(prefix, '').toLowerCase().replace(/[-_]/g, '')
}
