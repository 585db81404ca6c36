import type { ColorScheme, Exported } from '../../../shared/export-protocol.ts'
import type { MapApplication, MapUpdate, MapUse } from '../../../shared/map-protocol.ts'
import type { Checks } from '../../validate/checks.ts'
import { mapUpdate } from '../workspace-map.ts'
import { columnsSvg, type Wire } from './columns.ts'
import { fileName } from './export.ts'

/** All event sources and applications of the workspace as a picture; `null` where there is no event source. */
export async function exportMap({ scheme }: { readonly scheme: ColorScheme }, checks: Checks): Promise<Exported | null> {
  const map = await mapUpdate({}, checks)
  return map.streams.length === 0 ? null : { name: fileName(`${map.root} map`), text: mapSvg(map, scheme) }
}

function mapSvg({ streams, applications }: Pick<MapUpdate, 'streams' | 'applications'>, scheme: ColorScheme): string {
  const rows = new Map(streams.map(({ id }, index) => [id, index]))
  const rowsOf = (uses: readonly MapUse[]) => [...new Set(uses.flatMap(({ stream }) => rows.get(stream) ?? []))]
  const middleOf = (uses: readonly MapUse[]) => rowsOf(uses).reduce((sum, row) => sum + row, 0) / Math.max(1, rowsOf(uses).length)
  const those = (use: 'appends' | 'reads') =>
    applications.filter((one) => rowsOf(one[use]).length > 0).sort((a, b) => middleOf(a[use]) - middleOf(b[use]))
  const [left, right] = [those('appends'), those('reads')]
  const wires = (side: Wire['side'], all: readonly MapApplication[], use: 'appends' | 'reads') =>
    all.flatMap((one, end) => rowsOf(one[use]).map((row): Wire => ({ side, end, row })))
  const nameOf = (id: string) => streams[rows.get(id) ?? -1]?.name ?? ''
  const say = (one: MapApplication, verb: string, uses: readonly MapUse[]) =>
    `${one.name} ${verb} ${[...new Set(uses.map(({ stream }) => nameOf(stream)))].join(', ')}.`
  const said = [...left.map((one) => say(one, 'appends to', one.appends)), ...right.map((one) => say(one, 'reads', one.reads))]
  return columnsSvg(
    {
      text: said.length === 0 ? 'Nobody appends and nobody reads.' : said.join(' '),
      left: left.map(({ name }) => name),
      right: right.map(({ name }) => name),
      middle: streams.map(({ name, address, messages }) => ({ label: name, detail: address ?? `${messages.length} events`, signs: [] })),
      wires: [...wires('left', left, 'appends'), ...wires('right', right, 'reads')],
      isLog: false,
    },
    scheme,
  )
}
