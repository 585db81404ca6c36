import { uriEnding } from '../../shared/uri.ts'
import { strictProblems } from '../document/strict.ts'
import type { ParserRequest, StrictFinding } from './protocol.ts'

/** What YAML's strict parser refuses in the document and in every YAML file that it reaches. JSON files are held to JSON elsewhere. */
export function strictFindings({ uri: root, texts }: Pick<ParserRequest, 'uri' | 'texts'>): StrictFinding[] {
  return Object.entries(texts).flatMap(([uri, text]) => (isYaml(uri, root) ? problemsOf(uri, text) : []))
}

function isYaml(uri: string, root: string): boolean {
  const ending = uriEnding(uri)
  return ending === '.yaml' || ending === '.yml' || (uri === root && ending !== '.json' && ending !== '.jsonc')
}

/** Of each file the last text and what was said about it: shared files come with every document that reaches them. */
const known = new Map<string, { text: string; problems: StrictFinding[] }>()
const mostKnown = 100

function problemsOf(uri: string, text: string): StrictFinding[] {
  const last = known.get(uri)
  if (last?.text === text) return last.problems
  const problems = strictProblems(text).map(({ from, to, message }) => ({ uri, from, to, message }))
  known.delete(uri)
  known.set(uri, { text, problems })
  const [oldest] = known.keys()
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest)
  return problems
}
