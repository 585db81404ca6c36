import { isInside, relativeUri, uriFolder, uriName } from '../../../shared/uri.ts'

/** The folders that a document lies in, from its workspace folder down; with several workspace folders that one's name first. */
export function folderOf(uri: string, folders: readonly string[]): string[] {
  return segments(uri, folders).slice(0, -1)
}

/** A file's path from its workspace folder, for people. */
export function pathOf(uri: string, folders: readonly string[]): string {
  return segments(uri, folders).join('/')
}

function segments(uri: string, folders: readonly string[]): string[] {
  const home = folders.find((folder) => isInside(folder, uri))
  // Of what lies outside of the workspace one folder says enough.
  if (home === undefined) return [uriName(uriFolder(uri) ?? ''), uriName(uri)]
  const root = folders.length > 1 ? [uriName(home)] : []
  return [...root, ...relativeUri(`${home}/x`, uri).split('/')]
}
