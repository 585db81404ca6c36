import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nodeFiles } from '../../../server/node/files.ts'

let top = ''
const uri = (path: string) => pathToFileURL(join(top, path)).href
const put = (path: string, text: string) => {
  mkdirSync(join(top, path, '..'), { recursive: true })
  writeFileSync(join(top, path), text)
}

beforeAll(() => {
  top = mkdtempSync(join(tmpdir(), 'files-'))
  put('in/a.yaml', 'x: 1\n')
  put('out/secret.yaml', 'secret: 1\n')
  put('in/big.yaml', 'x'.repeat(2000))
  put('in/node_modules/p/a.yaml', '')
  put('in/.hidden/a.yaml', '')
  put('in/ignored/a.yaml', '')
  put('in/kept/b.json', '')
  put('in/kept/c.txt', '')
  put('in/kept/generated.jsonc', '')
  put('in/excluded/a.yml', '')
  put('in/.gitignore', 'ignored/\n*.jsonc\n')
  mkdirSync(join(top, 'in/.git'))
  symlinkSync(join(top, 'out/secret.yaml'), join(top, 'in/link.yaml'))
  symlinkSync(join(top, 'in/a.yaml'), join(top, 'in/inner.yaml'))
})
afterAll(() => rmSync(top, { recursive: true }))

describe('reading', () => {
  const files = nodeFiles(() => [])
  const read = async (path: string, within: string[] | undefined = [uri('in')]) => {
    const result = await files.read(uri(path), 1000, within)
    return 'bytes' in result ? new TextDecoder().decode(result.bytes) : result.problem
  }

  it('gives the bytes of a plain file', async () => {
    expect(await read('in/a.yaml')).toBe('x: 1\n')
    expect(await read('in/inner.yaml')).toBe('x: 1\n')
  })

  it('says why it gives none', async () => {
    expect(await read('in/none.yaml')).toBe('missing')
    expect(await read('in/big.yaml')).toBe('too-big')
    expect(await read('in/kept')).toBe('not-a-file')
  })

  it('follows no link out of the folder, but where any file may be read', async () => {
    expect(await read('in/link.yaml')).toBe('outside')
    expect(await files.read(uri('in/link.yaml'), 1000, undefined)).toHaveProperty('bytes')
  })

  it('waits for no pipe and no socket', async () => {
    execFileSync('mkfifo', [join(top, 'in/pipe.yaml')])
    expect(await read('in/pipe.yaml')).toBe('not-a-file')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(join(top, 'in/socket.yaml'), resolve))
    expect(await read('in/socket.yaml')).toBe('not-a-file')
    server.close()
  })
})

describe('listing', () => {
  it('passes over node_modules, dot folders, links, what git ignores and what is excluded', async () => {
    const { files, complete } = await nodeFiles(() => ['**/excluded']).list(uri('in'), 100)
    expect(files.map((file) => file.slice(uri('in').length + 1))).toEqual(['a.yaml', 'big.yaml', 'kept/b.json'])
    expect(complete).toBe(true)
  })

  it('stops at its limit and says so', async () => {
    expect(await nodeFiles(() => []).list(uri('in'), 1)).toMatchObject({ complete: false })
  })
})
