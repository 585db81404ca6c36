import type { FoldFiles } from '../../../shared/fold-protocol.ts'
import type { Place } from '../../../shared/place.ts'
import type { StreamModel } from '../../../shared/stream-model.ts'
import { isInside, resolveUri, uriKey, uriName } from '../../../shared/uri.ts'
import { streamModel, streamPool } from '../../eventsource/stream-model.ts'
import type { Checks } from '../../validate/checks.ts'
import { streamAt } from '../stream-preview.ts'
import { foldModule } from './fold-module.ts'
import { foldTypes, namespaceOf } from './fold-types.ts'

/** The files of a reducer for an event source; `null` where there is none at the place, or its reducer would lie outside the workspace. */
export function foldFilesOf(place: Place, checks: Checks): FoldFiles | null {
  const stream = streamAt(place, checks)
  if (!stream) return null
  const model = streamModel(stream)
  const { clientUri } = stream.channel.cursor.file
  const isAlone = checks.context.streams.streamsOf(stream.channel.document).length === 1
  const uri = moduleUri(model, clientUri, isAlone)
  if (uri === undefined || !checks.workspace.options.folders.some((folder) => isInside(uriKey(folder), uriKey(uri)))) return null
  const types = uri.replace(/\.[cm]?[jt]s$/, '.d.ts')
  const pool = Object.fromEntries([...streamPool(stream)].map(([id, { schema }]) => [id, schema]))
  const namespace = namespaceOf(uriName(uri))
  return {
    module: { uri, text: foldModule(model, uriName(types), namespace, !/\.[cm]?js$/.test(uri)) },
    types: { uri: types, text: foldTypes(model, pool, namespace, uriName(clientUri)) },
  }
}

/** Where replay looks for it: where the channel says, else beside the document, with the channel's name where the document has more event sources. */
function moduleUri({ fold, key }: StreamModel, document: string, isAlone: boolean): string | undefined {
  if (fold !== undefined) return resolveUri(document, encodeURI(fold))
  const name = uriName(document).replace(/\.[^.]*$/, '')
  return resolveUri(document, `./${[name, ...(isAlone ? [] : [key])].map(encodeURIComponent).join('.')}.fold.ts`)
}
