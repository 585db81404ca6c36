import type { Node } from '../../../document/node.ts'
import { kindNamed, rootKind } from '../../../spec/kinds.ts'
import type { KindId } from '../../../spec/row.ts'
import { isV3, type SpecVersion, supportedVersion, versions } from '../../../spec/versions.ts'
import { nearest } from '../../nearest.ts'
import { check } from './check.ts'
import type { Defect, Result } from './defect.ts'
import type { StructureFinding } from './finding.ts'
import { say } from './messages.ts'
import { securityDefects } from './security.ts'

/** So many findings of one document are said; nobody reads more, and aliases can multiply them without end. */
const MOST = 1_000

/**
 * What is wrong with the shape of an AsyncAPI document, `$ref`s not followed. A version that is not supported is one finding and the only
 * one. Nothing is said of a root that is no mapping or has no key `asyncapi`: that is no AsyncAPI document.
 */
export function checkStructure(root: Node): StructureFinding[] {
  const stated = root.kind === 'mapping' ? root.get('asyncapi')?.value : undefined
  if (root.kind !== 'mapping' || stated === undefined || stated.kind === 'unknown') return []
  const text = stated.kind === 'scalar' ? stated.value : undefined
  const version = supportedVersion(text)
  if (version === undefined) return [wrongVersion(text)]
  const findings = flat(check(root, rootKind(version)), version)
  return isV3(version) ? findings : [...findings, ...securityDefects(root)].slice(0, MOST)
}

/** The same for a part of a document, such as what stands in a file of its own; the kind is that of where it is referred from. */
export function checkAs(node: Node, kind: KindId, version?: SpecVersion): StructureFinding[] {
  return flat(check(node, kind), version)
}

function wrongVersion(text: unknown): StructureFinding {
  const written = typeof text === 'number' ? String(text) : text
  const suggestion =
    typeof written === 'string' ? (versions.find((version) => version.startsWith(`${written}.`)) ?? nearest(written, versions)) : undefined
  const known = `2.0.0 to 2.6.0, 3.0.0 or 3.1.0`
  const message =
    typeof text === 'string'
      ? `AsyncAPI ${text.slice(0, 40)} is not supported: "asyncapi" must be ${known}.`
      : `"asyncapi" must be a string that names a version: ${known}.`
  return {
    path: ['asyncapi'],
    part: 'value',
    message: suggestion === undefined ? message : `${message} Did you mean "${suggestion}"?`,
    data: { kind: 'version', ...(suggestion === undefined ? {} : { suggestion }) },
  }
}

function flat(result: Result | undefined, version: SpecVersion | undefined): StructureFinding[] {
  const findings: StructureFinding[] = []
  const path: string[] = []
  const visit = (part: Result): void => {
    for (const defect of part.defects) if (findings.length < MOST) findings.push(finding(defect, [...path, ...defect.path], version))
    for (const [segment, child] of part.children) {
      if (findings.length >= MOST) return
      path.push(segment)
      visit(child)
      path.pop()
    }
  }
  if (result) visit(result)
  return findings
}

function finding(defect: Defect, path: readonly string[], version: SpecVersion | undefined): StructureFinding {
  const { path: _, part, of: __, suggestion, ...details } = { suggestion: undefined, ...defect }
  const isRoot = path.length === 0 && version !== undefined && defect.of === kindNamed('document', version)
  return {
    path: isRoot ? ['asyncapi'] : path,
    part,
    message: say(defect, path, version),
    data: suggestion === undefined ? details : { ...details, suggestion },
  }
}
