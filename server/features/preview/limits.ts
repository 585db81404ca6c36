import type { SchemaView } from '../../model/schema-view.ts'

/** What a schema asks of a value beside its type, in words. */
export function limitsOf(schema: SchemaView): string {
  const said: string[] = []
  const number = (key: string) => {
    const value = schema.layers.at(key).scalar
    return typeof value === 'number' ? value : undefined
  }
  const text = (key: string) => schema.layers.at(key).text
  const format = text('format')
  if (format !== undefined) said.push(format)
  const numbers = span(number('minimum'), number('maximum'))
  if (numbers !== undefined) said.push(numbers)
  const above = number('exclusiveMinimum')
  const below = number('exclusiveMaximum')
  if (above !== undefined) said.push(`above ${above}`)
  if (below !== undefined) said.push(`below ${below}`)
  const step = number('multipleOf')
  if (step !== undefined) said.push(step === 0.01 ? 'two decimals' : `a multiple of ${step}`)
  const letters = span(number('minLength'), number('maxLength'))
  if (letters !== undefined) said.push(`${letters} character${letters === '1' || letters.endsWith('most 1') ? '' : 's'}`)
  const items = span(number('minItems'), number('maxItems'))
  if (items !== undefined) said.push(items)
  if (schema.layers.at('uniqueItems').scalar === true) said.push('all different')
  const pattern = text('pattern')
  if (pattern !== undefined) said.push(`matches ${pattern}`)
  return said.join(', ')
}

function span(least: number | undefined, most: number | undefined): string | undefined {
  if (least !== undefined && most !== undefined) return least === most ? String(least) : `${least} to ${most}`
  if (least !== undefined) return `${least} or more`
  return most === undefined ? undefined : `at most ${most}`
}
