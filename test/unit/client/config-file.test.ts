import { expect, it } from 'vitest'
import { isConfigOfOthers } from '../../../client/config-file.ts'

it.each([
  ['/w/.asyncapi-event-source.json', 'json', false, true],
  ['C:\\w\\.asyncapi-event-source.json', 'jsonc', false, true],
  ['/w/.asyncapi-event-source.yaml', 'yaml', true, true],
  ['/w/.asyncapi-event-source.yaml', 'yaml', false, false],
  ['/w/a.asyncapi-event-source.yaml', 'yaml', true, false],
  ['/w/asyncapi.json', 'json', true, false],
])('%s as %s, with the YAML extension: %s', (fileName, languageId, hasYaml, wanted) => {
  expect(isConfigOfOthers({ fileName, languageId }, () => hasYaml)).toBe(wanted)
})
