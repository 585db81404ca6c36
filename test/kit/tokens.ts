import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import oniguruma from 'vscode-oniguruma'
import textmate from 'vscode-textmate'
import { ROOT } from '../../scripts/bundles.ts'
import { cacheFolder } from '../../scripts/vscode/cache.ts'

/** A word that has a scope of ours, and that scope without its ending. */
export type Token = readonly [text: string, scope: string]

export type Tokenize = (scope: string, text: string) => Promise<Token[]>

/** The grammars of YAML and JSON as npm has them: YAML's is the one that editors used for long. */
export const usualGrammars: readonly string[] = ['yaml', 'json', 'jsonc'].map((name) =>
  join(ROOT, 'node_modules/tm-grammars/grammars', `${name}.json`),
)

/** Those of the VS Code that the tests in the editor run in; `undefined` where it was not fetched yet. */
export function editorGrammars(): string[] | undefined {
  const cache = cacheFolder()
  const server = existsSync(cache) ? readdirSync(cache).find((name) => name.startsWith('code-server-')) : undefined
  if (server === undefined) return undefined
  const folders = ['yaml', 'json'].map((name) => join(cache, server, 'package/lib/vscode/extensions', name, 'syntaxes'))
  if (!folders.every((folder) => existsSync(folder))) return undefined
  return folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
}

/** Reads texts as an editor colours them: with these grammars, and ours injected as `package.json` says. */
export async function tokenizer(grammars: readonly string[]): Promise<Tokenize> {
  const { createOnigScanner, createOnigString } = oniguruma
  await loadEngine()
  const { contributes } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const own: { scopeName: string; path: string; injectTo: string[] }[] = contributes.grammars
  const paths = new Map<string, string>(own.map(({ scopeName, path }) => [scopeName, join(ROOT, path)]))
  for (const path of grammars) paths.set(JSON.parse(readFileSync(path, 'utf8')).scopeName, path)
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      const path = paths.get(scope)
      return path === undefined ? null : textmate.parseRawGrammar(readFileSync(path, 'utf8'), path)
    },
    getInjections: (scope) => own.filter(({ injectTo }) => injectTo.includes(scope)).map(({ scopeName }) => scopeName),
  })
  return async (scope, text) => {
    const grammar = await registry.loadGrammar(scope)
    if (!grammar) throw new Error(`there is no grammar ${scope}`)
    let state = textmate.INITIAL
    return text.split('\n').flatMap((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state)
      state = ruleStack
      return tokens.flatMap(({ startIndex, endIndex, scopes }): Token[] => {
        const ours = scopes.findLast((one) => one.endsWith('.asyncapi-event-source'))
        return ours === undefined ? [] : [[line.slice(startIndex, endIndex), ours.slice(0, ours.lastIndexOf('.'))]]
      })
    })
  }
}

let engine: Promise<void> | undefined

function loadEngine(): Promise<void> {
  engine ??= oniguruma.loadWASM(readFileSync(createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm')))
  return engine
}

/** The grammars that the extension brings, by file name. */
export function grammarFiles(): string[] {
  return readdirSync(join(ROOT, 'syntaxes')).sort()
}
