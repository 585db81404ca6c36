import type { Environment } from '@marcbachmann/cel-js'
import { matcher } from '../../schema/pattern.ts'
import type { ReplayEvent } from '../event/event.ts'

/** Whether an event is as an expression says; one that does not hold of it, such as for a member that is not there, is `false`. */
export type Condition = (event: ReplayEvent, position: string) => boolean

/** What an expression may name of an event. */
const names = ['payload', 'headers', 'key', 'entity', 'message', 'time', 'position', 'partition', 'offset', 'id'] as const
const operators = /[=!<>]=|[<>]|&&|\|\||^\s*!|\(|\bin\b|\.\w/
const mention = new RegExp(`(?:^|[^\\w.$])(?:${names.join('|')}|event)(?![\\w-])`)
const texts = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g

/** Whether a text is meant as an expression: it names a part of an event, and does something with it. */
export function mentionsEvent(text: string): boolean {
  const bare = text.replace(texts, '""')
  return operators.test(bare) && mention.test(bare)
}

let environment: Environment | undefined

async function prepared(): Promise<Environment> {
  if (environment) return environment
  const { Environment } = await import('@marcbachmann/cel-js')
  const made = new Environment({ homogeneousAggregateLiterals: false })
  for (const name of names) made.registerVariable(name, 'dyn')
  // JSON has one kind of number; CEL would refuse `payload.count * 2`.
  const operations: readonly (readonly [string, (a: number, b: number) => number])[] = [
    ['+', (a, b) => a + b],
    ['-', (a, b) => a - b],
    ['*', (a, b) => a * b],
    ['/', (a, b) => a / b],
    ['%', (a, b) => a % b],
  ]
  for (const [sign, act] of operations)
    for (const [left, right] of [
      ['double', 'int'],
      ['int', 'double'],
    ] as const)
      made.registerOperator(`${left} ${sign} ${right}: double`, (a: unknown, b: unknown) => act(Number(a), Number(b)))
  made.registerOperator('double % double: double', (a: number, b: number) => a % b)
  // Its own runs on the engine that goes astray.
  made.registerFunction('string.reMatch(string): bool', (text: string, pattern: string) => matcher(pattern, 'linear')(text) === true)
  environment = made
  return made
}

/** An expression of the Common Expression Language; a sentence where it is none. */
export async function compileCel(text: string): Promise<Condition | string> {
  try {
    const linear = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\.\s*matches\s*\(/g, (found) =>
      found.startsWith('.') ? '.reMatch(' : found,
    )
    const expression = (await prepared()).parse(linear)
    const { valid, error } = expression.check()
    if (!valid) return sentence(error)
    return (event, position) => {
      try {
        return expression(contextOf(event, position)) === true
      } catch {
        // It asks for what this event does not have.
        return false
      }
    }
  } catch (error) {
    return sentence(error)
  }
}

function contextOf({ payload, headers, key, entity, message, time, partition, offset, id }: ReplayEvent, position: string) {
  return {
    payload: payload ?? null,
    headers,
    key: key ?? null,
    entity: entity ?? null,
    message: message?.name ?? null,
    time: time?.text ?? null,
    position,
    partition: partition ?? null,
    offset: offset ?? null,
    id: id ?? null,
  }
}

function sentence(error: unknown): string {
  const first = error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''
  return `The expression cannot be read: ${first === '' ? 'it is none.' : `${first.replace('reMatch', 'matches')}.`}`.replace(/\.\.$/, '.')
}
