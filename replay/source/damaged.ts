/** Compressed data that ends too early or cannot be read on; all that came before was handed over. */
export class DamagedData extends Error {
  /** Whether it is only the end that is missing. */
  readonly isCut: boolean

  constructor(isCut: boolean) {
    super(isCut ? 'The compressed file ends too early.' : 'The compressed file cannot be read beyond this place.')
    this.isCut = isCut
  }
}
