import { describe, expect, it } from 'vitest'
import { strictFindings } from '../../../server/parser-worker/strict.ts'

const wrong = 'a: b: c\n'

describe('strictFindings', () => {
  const uri = 'file:///w/asyncapi.yaml'

  it('says what yaml refuses, in the file that holds it', () => {
    const shared = 'file:///w/common.yml'
    const findings = strictFindings({ uri, texts: { [uri]: 'a: 1\n', [shared]: wrong } })
    expect(findings.map((finding) => finding.uri)).toEqual([shared])
    expect(strictFindings({ uri, texts: { [uri]: 'a: 1\n', [shared]: wrong } })).toEqual(findings)
  })

  it('says it of the text as it is, not as it was', () => {
    expect(strictFindings({ uri, texts: { [uri]: wrong } })).toHaveLength(1)
    expect(strictFindings({ uri, texts: { [uri]: 'a: 1\n' } })).toEqual([])
  })

  it('leaves out what is no YAML, but for the document itself', () => {
    const texts = { 'file:///w/a.json': wrong, 'file:///w/a.jsonc': wrong, 'file:///w/a.avsc': wrong, 'file:///w/a.raml': wrong }
    expect(strictFindings({ uri: 'file:///w/a.json', texts })).toEqual([])
    expect(strictFindings({ uri: 'untitled:Untitled-1', texts: { 'untitled:Untitled-1': wrong } })).toHaveLength(1)
  })
})
