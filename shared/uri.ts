/**
 * One spelling for each URI, so that equal files have equal keys: escapes as VS Code writes them, the drive letter in lower case, no dot
 * segments, no fragment. Nobody else compares URIs. (RFC 3986, sections 5.2.4 and 6.2.2)
 */
export function uriKey(uri: string): string {
  const parts = split(uri)
  if (!parts) return uri
  const { scheme, authority, path, query } = parts
  // `file:/a` is `file:///a` (RFC 8089, section 2); editors write other schemes without the slashes, too.
  const shown = authority === undefined && !path.startsWith('/') ? '' : `//${(authority ?? '').toLowerCase()}`
  return `${scheme}:${shown}${normalPath(path)}${query}`
}

/** The URI that a reference without its fragment names, seen from `base`; `undefined` where `base` has no folders (`untitled:`) and the reference is relative. */
export function resolveUri(base: string, reference: string): string | undefined {
  if (reference === '') return uriKey(base)
  if (split(reference) && !/^[a-z]:[\\/]/i.test(reference)) return uriKey(reference)
  const from = split(base)
  if (!from || (from.authority === undefined && !from.path.startsWith('/'))) return undefined
  const [path = '', query] = splitOnce(reference, '?')
  const start = `${from.scheme}:${from.authority === undefined ? '' : `//${from.authority}`}`
  if (path.startsWith('//')) return uriKey(`${from.scheme}:${reference}`)
  const folder = path.startsWith('/') ? '' : from.path.slice(0, from.path.lastIndexOf('/') + 1)
  return uriKey(`${start}${folder}${path === '' ? from.path : path}${query === undefined ? '' : `?${query}`}`)
}

/** Whether the URI lies in the folder or is it. Both are keys. */
export function isInside(folder: string, uri: string): boolean {
  const root = folder.endsWith('/') ? folder.slice(0, -1) : folder
  return uri === root || uri.startsWith(`${root}/`)
}

export function uriScheme(uri: string): string {
  return split(uri)?.scheme ?? ''
}

/** The path's last segment, unescaped. */
export function uriName(uri: string): string {
  const path = split(uri)?.path ?? uri
  return decode(path.slice(path.lastIndexOf('/') + 1))
}

/** The last ending with its dot, in lower case; empty where there is none. */
export function uriEnding(uri: string): string {
  const name = uriName(uri)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot).toLowerCase()
}

/** The folder that holds the file, without a slash at its end; `undefined` at the top. */
export function uriFolder(uri: string): string | undefined {
  const slash = uri.lastIndexOf('/')
  return slash <= 0 || uri[slash - 1] === '/' ? undefined : uri.slice(0, slash)
}

/** How a person would name `uri` beside `base`: a relative path with `/` and no escapes, or the whole URI where the two share no root. */
export function relativeUri(base: string, uri: string): string {
  const from = split(base)
  const to = split(uri)
  if (!from || !to || from.scheme !== to.scheme || (from.authority ?? '') !== (to.authority ?? '')) return uri
  const here = from.path.split('/').slice(0, -1)
  const there = to.path.split('/')
  let shared = 0
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared++
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].map(decode).join('/')
}

interface Parts {
  scheme: string
  authority: string | undefined
  path: string
  query: string
}

function split(uri: string): Parts | undefined {
  const match = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?/i.exec(uri)
  if (!match) return undefined
  return { scheme: (match[1] ?? '').toLowerCase(), authority: match[2], path: match[3] ?? '', query: match[4] ?? '' }
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

function normalPath(path: string): string {
  const out: string[] = []
  for (const raw of path.split('/')) {
    const segment = decode(raw)
    if (segment === '.') continue
    if (segment === '..') {
      if (out.length > 1) out.pop()
    } else out.push(encode(segment))
  }
  if (/\/\.{1,2}$/.test(path)) out.push('')
  const joined = out.join('/')
  return joined.replace(/^\/([A-Z])%3A/, (_, drive: string) => `/${drive.toLowerCase()}%3A`)
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function encode(segment: string): string {
  if (/^[\w.~-]*$/.test(segment)) return segment
  // A lone surrogate has no escape; it stays as it is rather than throwing.
  const whole = segment.isWellFormed() ? segment : segment.toWellFormed()
  return encodeURIComponent(whole).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}
