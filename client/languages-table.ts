/** What the extension says of languages: schemas of its own files, and colours for what AsyncAPI writes into YAML and JSON. */
const schema = './schemas/config.schema.json'

export const languages = {
  jsonValidation: [{ fileMatch: '.asyncapi-event-source.json', url: schema }],
  // Read by the YAML extension where it is installed.
  yamlValidation: [{ fileMatch: '.asyncapi-event-source.yaml', url: schema }],
  grammars: [
    injection('yaml', 'keys', ['source.yaml']),
    injection('yaml', 'quoted', ['source.yaml']),
    injection('yaml', 'plain', ['source.yaml']),
    injection('yaml', 'comments', ['source.yaml']),
    injection('json', 'keys', ['source.json', 'source.json.comments']),
    injection('json', 'values', ['source.json', 'source.json.comments']),
    injection('json', 'comments', ['source.json', 'source.json.comments']),
  ],
} as const

function injection(language: string, part: string, injectTo: readonly string[]) {
  return { scopeName: `asyncapi-event-source.${language}.${part}`, path: `./syntaxes/${language}-${part}.json`, injectTo }
}
