/** What a comment says, without its marks and the white space beside them. */
export function commentText(written: string): string {
  if (written.startsWith('/*')) return written.slice(2, written.endsWith('*/') && written.length > 3 ? -2 : undefined).trim()
  return written.slice(written.startsWith('//') ? 2 : 1).trim()
}
