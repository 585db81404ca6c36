import { DEPTH_LIMIT } from './depth.ts'
import type { Language, SyntaxProblem } from './source-text.ts'
import { tooDeepYaml } from './yaml/nesting.ts'

/** Why a text is not parsed at all. */
export type Refusal = SyntaxProblem

/** Looks whether the parser can bear a text: one pass over it. `undefined` if so. */
export function refused(text: string, language: Language): Refusal | undefined {
  const nul = text.indexOf('\0')
  if (nul >= 0) return { code: 'nul', from: nul, to: nul + 1, message: 'The text has a NUL character: it is not read.' }
  const deep = language === 'yaml' ? tooDeepYaml(text) : tooDeepJson(text)
  if (deep === undefined) return undefined
  const message = `More than ${DEPTH_LIMIT} levels stand in each other here: the text is not read.`
  return { code: 'depth', from: deep, to: deep + 1, message }
}

/** So many marks of structure in one insert may nest too deep; fewer are counted when the tree is read. */
const MARKS = 100

/** Whether what was inserted may make a text that the parser cannot bear. */
export function refusedInsert(insert: string): boolean {
  if (insert.length === 0) return false
  if (insert.includes('\0')) return true
  let marks = 0
  for (let i = 0; i < insert.length && marks < MARKS; i++) {
    switch (insert.charCodeAt(i)) {
      case 38: // &
      case 45: // -
      case 58: // :
      case 63: // ?
      case 91: // [
      case 123: // {
        marks++
    }
  }
  return marks >= MARKS
}

function tooDeepJson(text: string): number | undefined {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 34: // "
        for (i++; i < text.length; i++) {
          const code = text.charCodeAt(i)
          if (code === 92) i++
          else if (code === 34 || code === 10 || code === 13) break
        }
        break
      case 91:
      case 123:
        if (++depth > DEPTH_LIMIT) return i
        break
      case 93:
      case 125:
        depth--
    }
  }
  return undefined
}
