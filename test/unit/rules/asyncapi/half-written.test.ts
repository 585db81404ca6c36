import { expect, test } from 'vitest'
import { rule as parameters } from '../../../../server/rules/asyncapi/parameters.ts'
import { rule as structure } from '../../../../server/rules/asyncapi/structure.ts'
import { openWorkspace } from '../../../kit/workspace.ts'
import { said } from './run.ts'

const lines = `
asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  contact:
    name: Ann
servers:
  main:
    host: example.com
    protocol: kafka
channels:
  orders:
    address: orders/{id}
    parameters:
      id:
        description: Which
    messages:
      OrderNew:
        payload:
          type: object
          properties:
            id:
              type: string
operations:
  send:
    action: send
    channel:
      $ref: '#/channels/orders'
`
  .trim()
  .split('\n')

function indentOf(index: number): number {
  return /^ */.exec(lines[index] ?? '')?.[0].length ?? 0
}

/** Each key as far as a person has typed it: all of it, or half. */
const typed = lines.flatMap((line, index) => {
  const [, indent = '', key = ''] = /^( *)([^:]+)/.exec(line) ?? []
  // A text alone under a key is a value, and right as YAML.
  const isAlone = indentOf(index - 1) < indent.length && indentOf(index + 1) < indent.length
  return index === 0 || isAlone
    ? []
    : [1, Math.ceil(key.length / 2), key.length].map((length) => ({ index, line: indent + key.slice(0, length) }))
})

test.each(typed)('line $index as "$line": one problem, there, and nothing of shape', ({ index, line }) => {
  const text = `${lines.with(index, line).join('\n')}\n`
  const workspace = openWorkspace({ 'document.yaml': text })
  const [file] = workspace.files
  const { problems = [] } = file?.source ?? {}
  expect(problems.map(({ from, to }) => text.slice(from, to))).toEqual([line.trim()])
  expect(text.slice(0, problems[0]?.from).split('\n')).toHaveLength(index + 1)
  expect([...said(structure, '', workspace), ...said(parameters, '', workspace)]).toEqual([])
})
