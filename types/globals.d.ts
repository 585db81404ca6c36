/**
 * The few globals that the core may count on: Node and web workers both have them, and neither's own types are loaded where the core is
 * compiled. Nothing here reaches a file or a socket.
 */
declare global {
  class TextDecoder {
    constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean })
    decode(input?: ArrayBufferView | ArrayBuffer): string
  }

  class TextEncoder {
    encode(input?: string): Uint8Array<ArrayBuffer>
  }

  /** What a timer is called by; Node and browsers differ, so nothing is to be done with it but to clear it. */
  interface Timer {
    readonly [Symbol.toStringTag]?: string
  }

  function setTimeout(callback: () => void, milliseconds?: number): Timer
  function clearTimeout(timer: Timer | undefined): void

  function structuredClone<T>(value: T): T

  const performance: { now(): number }
}

export {}
