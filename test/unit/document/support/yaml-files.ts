import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../../../', import.meta.url))
const corpus = `${project}../shared/corpus`

/** Whether the AsyncAPI documents beside the project are there; they are not part of it. */
export const hasCorpus = existsSync(corpus)

/** Every YAML file at hand: of the corpus, where it is, and of the packages. */
export function yamlFiles(): { name: string; text: string }[] {
  const names = [...(hasCorpus ? globSync('**/*.{yml,yaml}', { cwd: corpus }).map((name) => `${corpus}/${name}`) : [])]
  for (const name of globSync('node_modules/**/*.{yml,yaml}', { cwd: project })) names.push(`${project}${name}`)
  return names.sort().map((name) => ({ name: name.replace(corpus, 'corpus').replace(project, ''), text: readFileSync(name, 'utf8') }))
}

/** JSON files of the packages. */
export function jsonFiles(): { name: string; text: string }[] {
  const names = globSync('node_modules/{@asyncapi/specs,ajv,yaml,fast-check,@vscode}/**/*.json', { cwd: project })
  return names.sort().map((name) => ({ name, text: readFileSync(`${project}${name}`, 'utf8') }))
}
