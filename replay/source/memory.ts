import type { Copy, Storage } from './source.ts'

/** Keeps what is written out of recordings in memory, where there is no disk. */
export const memoryStorage: Storage = {
  make: async (name) => new MemoryCopy(name),
}

class MemoryCopy implements Copy {
  readonly name: string
  #bytes = new Uint8Array(1 << 16)
  #size = 0

  constructor(name: string) {
    this.name = name
  }

  get size(): number {
    return this.#size
  }

  async append(bytes: Uint8Array): Promise<void> {
    if (this.#size + bytes.length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + bytes.length))
      larger.set(this.#bytes.subarray(0, this.#size))
      this.#bytes = larger
    }
    this.#bytes.set(bytes, this.#size)
    this.#size += bytes.length
  }

  async *chunks(start = 0): AsyncGenerator<Uint8Array> {
    yield this.#bytes.subarray(start, this.#size)
  }

  async slice(start: number, end: number): Promise<Uint8Array> {
    return this.#bytes.subarray(start, Math.min(end, this.#size))
  }

  async remove(): Promise<void> {
    this.#bytes = new Uint8Array(0)
    this.#size = 0
  }
}
