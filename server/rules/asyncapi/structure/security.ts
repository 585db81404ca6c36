import type { MappingNode, Node } from '../../../document/node.ts'
import type { StructureFinding } from './finding.ts'
import { type Found, gatherer } from './gather.ts'
import { localReference, nodeAt } from './nodeAt.ts'

/** One scheme that a security requirement names. */
interface Use {
  readonly scheme: string
  readonly hasScopes: boolean
}

const withScopes: readonly unknown[] = ['oauth2', 'openIdConnect']

/**
 * 2.x: the schemes that a security requirement names are described in `components.securitySchemes`, and only OAuth 2 and OpenID Connect have
 * scopes (AsyncAPI 2.6, "Security Requirement Object").
 */
export function securityDefects(root: MappingNode): StructureFinding[] {
  const schemes = nodeAt(root, ['components', 'securitySchemes'])
  // A part that cannot be read, or that stands in another file, may hold any scheme.
  const closed = isWritten(root, ['components', 'securitySchemes'])
  const findings: StructureFinding[] = []
  for (const [place, usesIn] of places) {
    for (const { path, what } of usesIn(nodeAt(root, place))) {
      const scheme = schemes?.kind === 'mapping' ? schemes.get(what.scheme)?.value : undefined
      if (scheme === undefined) {
        if (closed) findings.push(undefinedScheme(what.scheme, [...place, ...path]))
        continue
      }
      const type = what.hasScopes ? typeOfScheme(root, scheme) : undefined
      if (type !== undefined && !withScopes.includes(type)) findings.push(needlessScopes(what.scheme, String(type), [...place, ...path]))
    }
  }
  return findings
}

function undefinedScheme(scheme: string, path: string[]): StructureFinding {
  return {
    path,
    part: 'key',
    message: `"components.securitySchemes" has no "${scheme}".`,
    data: { kind: 'undefined-security-scheme', scheme },
  }
}

function needlessScopes(scheme: string, type: string, path: string[]): StructureFinding {
  const message = `The list must be empty: only oauth2 and openIdConnect have scopes, and "${scheme}" is "${type}".`
  return { path, part: 'value', message, data: { kind: 'scopes', scheme } }
}

const usesOfOne = gatherer<Use>((holder) => usesOf(holder, []))

const usesOfChannels = gatherer<Use>((channel) => {
  if (channel.kind !== 'mapping') return []
  return ['publish', 'subscribe'].flatMap((key) => {
    const operation = channel.get(key)?.value
    if (operation?.kind !== 'mapping') return []
    const traits = operation.get('traits')?.value
    const ofTraits =
      traits?.kind === 'sequence' ? traits.items.flatMap(({ value }, index) => usesOf(value, [key, 'traits', String(index)])) : []
    return [...usesOf(operation, [key]), ...ofTraits]
  })
})

/** Where requirements stand: on servers, and from 2.4 on operations and their traits. */
const places: readonly (readonly [place: readonly string[], usesIn: typeof usesOfOne])[] = [
  [['servers'], usesOfOne],
  [['channels'], usesOfChannels],
  [['components', 'servers'], usesOfOne],
  [['components', 'channels'], usesOfChannels],
  [['components', 'operationTraits'], usesOfOne],
]

function usesOf(holder: Node, path: readonly string[]): Found<Use>[] {
  const list = holder.kind === 'mapping' ? holder.get('security')?.value : undefined
  if (list?.kind !== 'sequence') return []
  return list.items.flatMap(({ value }, index) => {
    if (value.kind !== 'mapping') return []
    return value.entries
      .filter(({ key }) => key !== '<<')
      .map(({ key, value: scopes }) => ({
        path: [...path, 'security', String(index), key],
        what: { scheme: key, hasScopes: scopes.kind === 'sequence' && scopes.items.length > 0 },
      }))
  })
}

function typeOfScheme(root: MappingNode, scheme: Node): unknown {
  let node: Node | undefined = scheme
  for (let steps = 0; steps < 10 && node?.kind === 'mapping'; steps++) {
    if (node.get('$ref') === undefined) {
      const type = node.get('type')?.value
      return type?.kind === 'scalar' ? type.value : undefined
    }
    const path = localReference(node)
    node = path && nodeAt(root, path)
  }
  return undefined
}

/** Whether the mapping at a path, or one on the way to it, is missing or wholly written out here. */
function isWritten(root: MappingNode, path: readonly string[]): boolean {
  let node: Node | undefined = root
  for (const key of [...path, undefined]) {
    if (node === undefined) return true
    if (node.kind !== 'mapping' || node.get('$ref') !== undefined || node.get('<<')?.value.kind === 'unknown') return false
    node = key === undefined ? undefined : node.get(key)?.value
  }
  return true
}
