import type { StreamModel } from '../../shared/stream-model.ts'
import { resolveUri, uriName } from '../../shared/uri.ts'

/**
 * Where the reducer of an event source may be; the first that is there counts. What the channel names, and nothing else where it names one; else
 * beside the document, with the channel's name or, where the document has no other event source, without. Empty where the document has no folder.
 */
export function foldUris({ fold, key }: StreamModel, document: string, isAlone: boolean): readonly string[] {
  if (fold !== undefined) return [resolveUri(document, encodeURI(fold))].filter((uri) => uri !== undefined)
  const name = uriName(document).replace(/\.[^.]*$/, '')
  const names = [[name, key], ...(isAlone ? [[name]] : [])].map((parts) => parts.map(encodeURIComponent).join('.'))
  return names
    .flatMap((one) => ['ts', 'js'].map((ending) => resolveUri(document, `./${one}.fold.${ending}`)))
    .filter((uri) => uri !== undefined)
}
