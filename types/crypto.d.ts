/** What both extension hosts have of the Web Crypto API. */
declare global {
  const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array }
}

export {}
