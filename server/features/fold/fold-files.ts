import type { FoldFiles } from '../../../shared/fold-protocol.ts'
import type { Place } from '../../../shared/place.ts'
import { isInside, uriKey, uriName } from '../../../shared/uri.ts'
import { foldUris } from '../../eventsource/fold-uris.ts'
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
  const places = foldUris(model, clientUri, isAlone)
  // Of the places where replay looks the one with the shortest name, in TypeScript unless the channel names another.
  const uri = places.findLast((one) => one.endsWith('.fold.ts')) ?? places[0]
  if (uri === undefined || !checks.workspace.options.folders.some((folder) => isInside(uriKey(folder), uriKey(uri)))) return null
  const types = uri.replace(/\.[cm]?[jt]s$/, '.d.ts')
  const pool = Object.fromEntries([...streamPool(stream)].map(([id, { schema }]) => [id, schema]))
  const namespace = namespaceOf(uriName(uri))
  return {
    module: { uri, text: foldModule(model, uriName(types), namespace, !/\.[cm]?js$/.test(uri)) },
    types: { uri: types, text: foldTypes(model, pool, namespace, uriName(clientUri)) },
  }
}
