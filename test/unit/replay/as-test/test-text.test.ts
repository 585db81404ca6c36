import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Script } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { literal } from '../../../../replay/as-test/literal.ts'
import { type TestOptions, testText } from '../../../../replay/as-test/test-text.ts'

const root = join(import.meta.dirname, '../../../..')
let scratch = ''
beforeAll(async () => {
  // Below the package, where a test finds its runner.
  await mkdir(join(root, 'out'), { recursive: true })
  scratch = await mkdtemp(join(root, 'out/test-text-'))
})
afterAll(() => rm(scratch, { recursive: true }))

const given = [
  {
    message: 'OrderPlaced',
    payload: { type: 'OrderPlaced', lines: [{ sku: "it's", price: 12n }] },
    event: { position: 3, type: 'OrderPlaced' },
  },
  { message: 'OrderShipped', payload: { carrier: 'GLS' }, event: { position: 9, time: '2026-03-02T08:01:33.801Z', type: 'OrderShipped' } },
]

/** How the runner ends, and what it says. */
async function run(options: TestOptions, name: string): Promise<{ readonly code: number; readonly said: string }> {
  await writeFile(join(scratch, name), testText(options))
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  return promisify(execFile)(process.execPath, [vitest, 'run', '--root', scratch, '--config', 'none.mjs', name], {
    env: { ...process.env, NO_COLOR: '1' },
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, said: stdout + stderr }),
  )
}

test('a test of the default fold is whole in itself', () => {
  expect(
    testText({ form: 'jest', entity: 'o-1', position: '9', given, state: { value: { carrier: 'GLS', $version: 2 } }, fold: undefined }),
  ).toMatchInlineSnapshot(`
    "test('o-1 after #9', () => {
      // Given
      const events = [
        {
          type: 'OrderPlaced',
          payload: { type: 'OrderPlaced', lines: [{ sku: 'it\\'s', price: 12n }] },
          event: { position: 3, type: 'OrderPlaced' },
        },
        {
          type: 'OrderShipped',
          payload: { carrier: 'GLS' },
          event: { position: 9, time: '2026-03-02T08:01:33.801Z', type: 'OrderShipped' },
        },
      ]

      // When
      let state: any
      for (const [index, { type, payload, event }] of events.entries()) {
        const { $at, ...before }: any = state ?? {}
        const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload)
        state = { ...(isObject ? mergePatch(before, payload) : { ...before, $value: payload }), $type: type, $version: index + 1 }
        if (event.time !== undefined) state.$at = event.time
      }

      // Then
      expect(state).toEqual({ carrier: 'GLS', $version: 2 })
    })

    /** JSON Merge Patch, RFC 7396. */
    function mergePatch(target: any, patch: any): any {
      if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
      const result: any = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {}
      for (const [name, value] of Object.entries(patch)) {
        if (value === null) delete result[name]
        else result[name] = mergePatch(result[name], value)
      }
      return result
    }
    "
  `)
})

test('a test that was copied passes, and fails for another state', async () => {
  await writeFile(join(scratch, 'none.mjs'), 'export default {}')
  await writeFile(
    join(scratch, 'order.fold.ts'),
    `export const initial = () => ({ status: 'none' as string, carriers: [] as string[] })
export const upcast = { OrderShipped: (payload: { carrier: string }) => ({ carrier: payload.carrier.toLowerCase() }) }
export const on = {
  OrderPlaced(order: { status: string }) { order.status = 'placed' },
  OrderShipped: (order: { carriers: string[] }, payload: { carrier: string }) => ({ ...order, status: 'shipped', carriers: [payload.carrier] }),
}
`,
  )
  const options = { form: 'vitest', entity: 'o-1', position: '9', given, fold: 'order.fold.ts' } as const
  const state = { status: 'shipped', carriers: ['gls'] }
  const merged = {
    type: 'OrderPlaced',
    lines: [{ sku: "it's", price: 12n }],
    carrier: 'GLS',
    $type: 'OrderShipped',
    $version: 2,
    $at: '2026-03-02T08:01:33.801Z',
  }
  const [right, wrong, plain] = await Promise.all([
    run({ ...options, state: { value: state } }, 'right.test.ts'),
    run({ ...options, state: { value: { ...state, status: 'placed' } } }, 'wrong.test.ts'),
    run({ ...options, fold: undefined, state: { value: merged } }, 'plain.test.ts'),
  ])
  expect(right.said).toContain('1 passed')
  expect(wrong.said).toContain('1 failed')
  expect(plain.said).toContain('1 passed')
})

test('a deleted entity is expected not to be there', () => {
  expect(testText({ form: 'vitest', entity: 'o-1', position: '9', given, state: undefined, fold: 'order.fold.js' })).toContain(
    'expect(state).toBeUndefined()',
  )
})

test('the copied text compiles', async () => {
  await writeFile(
    join(scratch, 'strict.ts'),
    `declare const test: (name: string, body: () => void) => void
declare const expect: (value: unknown) => { toEqual(value: unknown): void }
${testText({ form: 'jest', entity: 'o-1', position: '9', given, state: { value: {} }, fold: undefined })}`,
  )
  const tsc = promisify(execFile)(
    join(root, 'node_modules/.bin/tsc'),
    ['--noEmit', '--ignoreConfig', '--strict', '--target', 'es2022', '--types', '', 'strict.ts'],
    { cwd: scratch },
  )
  expect(
    await tsc.then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    ),
  ).toBe('')
})

test('a literal is the value that it says', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.bigInt(),
        fc.boolean(),
        fc.constant(null),
      ),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  fc.assert(
    fc.property(value, (one) => {
      expect(
        new Script(
          `JSON.stringify((${literal(one)}), (_, value) => typeof value === 'bigint' ? value + 'n' : Object.is(value, -0) ? '-0' : value)`,
        ).runInThisContext(),
      ).toBe(JSON.stringify(one, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : Object.is(inner, -0) ? '-0' : inner)))
    }),
  )
})
