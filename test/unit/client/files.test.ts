import { expect, test } from 'vitest'
import { type Files, listFiles, readText } from '../../../client/files.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const text = '\uFEFFasyncapi: 3.0.0 # ü'
const bytes = new TextEncoder().encode(text)

function files(parts: Partial<Files>): Files {
  return { stat: async () => ({ type: 1, size: bytes.length }), read: async () => bytes, find: async () => [], ...parts }
}

const params = { uri: 'vscode-vfs://x/a.yaml', limit: 1000 }

test('reads a text with its BOM', async () => {
  expect(await readText(files({}), decoder, params)).toEqual({ text })
})

test('reads a link to a file', async () => {
  expect(await readText(files({ stat: async () => ({ type: 65, size: 3 }) }), decoder, params)).toEqual({ text })
})

test.each([
  ['not-a-file', { stat: async () => ({ type: 2, size: 0 }) }],
  ['too-big', { stat: async () => ({ type: 1, size: 1001 }) }],
  ['too-big', { read: async () => new Uint8Array(1001) }],
  ['missing', { stat: () => Promise.reject(new Error('gone')) }],
  ['missing', { read: () => Promise.reject(Object.assign(new Error('gone'), { code: 'FileNotFound' })) }],
  ['denied', { stat: () => Promise.reject(Object.assign(new Error('no'), { code: 'NoPermissions' })) }],
])('%s is a problem, not an error', async (problem, parts) => {
  expect(await readText(files(parts), decoder, params)).toEqual({ problem })
})

const folder = 'vscode-vfs://x/w'
const found = (count: number) => Array.from({ length: count }, (_, index) => `${folder}/${index}.yaml`)

test('tells documents from the files that say what git ignores', async () => {
  const listed = await listFiles(files({ find: async () => [...found(2), `${folder}/.gitignore`, `${folder}/a/.gitignore`] }), {
    folder,
    limit: 10,
  })
  expect(listed).toEqual({ files: found(2), ignoreFiles: [`${folder}/.gitignore`, `${folder}/a/.gitignore`], complete: true })
})

test('says when there are more files than were asked for', async () => {
  const find: Files['find'] = async (_folder, _include, _exclude, limit) => found(100).slice(0, limit)
  expect(await listFiles(files({ find }), { folder, limit: 5 })).toEqual({ files: found(5), ignoreFiles: [], complete: false })
  expect((await listFiles(files({ find }), { folder, limit: 100 })).complete).toBe(true)
})

test('a folder that cannot be searched holds nothing', async () => {
  const listed = await listFiles(files({ find: () => Promise.reject(new Error('no search here')) }), { folder, limit: 5 })
  expect(listed).toEqual({ files: [], ignoreFiles: [], complete: false })
})
