import type { MappingNode, Node } from '../../../document/node.ts'
import type { StructureFinding } from './finding.ts'
import { localReference, nodeAt } from './nodeAt.ts'

const withScopes: readonly unknown[] = ['oauth2', 'openIdConnect']

/**
 * 2.x: the schemes that a security requirement names are described in `components.securitySchemes`, and only OAuth 2 and OpenID Connect have
 * scopes (AsyncAPI 2.6, "Security Requirement Object").
 */
export function securityDefects(root: MappingNode): StructureFinding[] {
  const findings: StructureFinding[] = []
  const schemes = mappingAt(root, ['components', 'securitySchemes'])
  // A part that cannot be read, or that stands in another file, may hold any scheme.
  const closed = isWritten(root, ['components', 'securitySchemes'])
  for (const path of requirementLists(root)) {
    const list = nodeAt(root, path)
    if (list?.kind !== 'sequence') continue
    list.items.forEach(({ value }, index) => {
      if (value.kind !== 'mapping') return
      for (const { key, value: scopes } of value.entries) {
        const at = [...path, String(index), key]
        const scheme = schemes?.get(key)?.value
        if (scheme === undefined) {
          if (closed && key !== '<<') findings.push(undefinedScheme(key, at))
          continue
        }
        const type = typeOfScheme(root, scheme)
        if (scopes.kind !== 'sequence' || scopes.items.length === 0 || type === undefined || withScopes.includes(type)) continue
        findings.push({
          path: at,
          part: 'value',
          message: `The list must be empty: only oauth2 and openIdConnect have scopes, and \`${key}\` is \`${String(type)}\`.`,
          data: { kind: 'scopes', scheme: key },
        })
      }
    })
  }
  return findings
}

function undefinedScheme(key: string, path: string[]): StructureFinding {
  return {
    path,
    part: 'key',
    message: `\`components.securitySchemes\` has no \`${key}\`.`,
    data: { kind: 'undefined-security-scheme', scheme: key },
  }
}

/** Where requirements stand: on servers, and from 2.4 on operations and their traits. */
function requirementLists(root: MappingNode): string[][] {
  const lists: string[][] = []
  const servers = [['servers'], ['components', 'servers']]
  for (const place of servers) for (const key of keysAt(root, place)) lists.push([...place, key, 'security'])
  for (const place of [['channels'], ['components', 'channels']]) {
    for (const channel of keysAt(root, place)) {
      for (const operation of ['publish', 'subscribe']) {
        const path = [...place, channel, operation]
        lists.push([...path, 'security'])
        const traits = nodeAt(root, [...path, 'traits'])
        const count = traits?.kind === 'sequence' ? traits.items.length : 0
        for (let index = 0; index < count; index++) lists.push([...path, 'traits', String(index), 'security'])
      }
    }
  }
  for (const key of keysAt(root, ['components', 'operationTraits'])) lists.push(['components', 'operationTraits', key, 'security'])
  return lists
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

function keysAt(root: MappingNode, path: readonly string[]): string[] {
  return mappingAt(root, path)?.entries.map((entry) => entry.key) ?? []
}

function mappingAt(root: MappingNode, path: readonly string[]): MappingNode | undefined {
  const node = nodeAt(root, path)
  return node?.kind === 'mapping' ? node : undefined
}
