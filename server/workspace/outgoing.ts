import type { Node } from '../document/node.ts'

/** The `$ref`s in a tree: the one of the node itself, and the children that hold some. Shared between versions of a document where nothing changed. */
export interface ReferenceSites {
  /** Whether the node itself is a mapping with a key `$ref`. */
  readonly here: boolean
  readonly children: readonly (readonly [key: string, sites: ReferenceSites])[]
  /** The texts of all references below that name another file, each once. */
  readonly files: readonly string[]
}

const none: ReferenceSites = { here: false, children: [], files: [] }
const known = new WeakMap<Node, ReferenceSites>()

/** Where `node` and what it holds refer to something. What an example or an enum carries is data and refers to nothing. */
export function referenceSites(node: Node | undefined): ReferenceSites {
  if (!node || node.kind === 'scalar' || node.kind === 'unknown') return none
  const before = known.get(node)
  if (before) return before
  // A tree that holds itself through an alias finds itself empty here, and ends.
  known.set(node, none)
  const sites = collect(node)
  known.set(node, sites)
  return sites
}

function collect(node: Node): ReferenceSites {
  const children: [string, ReferenceSites][] = []
  let files: Set<string> | undefined
  let here = false
  const visit = (key: string, child: Node) => {
    const sites = referenceSites(child)
    if (sites === none) return
    children.push([key, sites])
    for (const file of sites.files) files = (files ?? new Set()).add(file)
  }
  if (node.kind === 'sequence') for (const [index, item] of node.items.entries()) visit(String(index), item.value)
  if (node.kind === 'mapping') {
    for (const entry of node.entries) {
      if (entry.key === '$ref' && entry.value.kind !== 'mapping' && node.counts(entry)) {
        here = true
        const file = fileOf(entry.value)
        if (file) files = (files ?? new Set()).add(file)
      } else if (!holdsData(entry.key, entry.value) && node.counts(entry)) visit(entry.key, entry.value)
    }
  }
  return here || children.length > 0 ? { here, children, files: files ? [...files] : none.files } : none
}

function fileOf(value: Node): string | undefined {
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return undefined
  const hash = value.value.indexOf('#')
  return hash < 0 ? value.value : value.value.slice(0, hash)
}

/** Whether what stands under the key is data. `examples` as a map may be components or properties of that name; as a list, it is data. */
export function holdsData(key: string, value: Node): boolean {
  if (key === 'enum' || key === 'examples') return value.kind === 'sequence'
  return key === 'const' || key === 'default' || key === 'example' ? !looksLikeSchema(value) : false
}

/** A property may be called `default` or `const`: then a schema stands there. */
function looksLikeSchema(value: Node): boolean {
  return value.kind === 'mapping' && (value.get('type') !== undefined || value.get('$ref') !== undefined)
}
