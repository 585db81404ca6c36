import { extensions } from 'vscode'
import { ok } from '../suite/assert.ts'

describe('activation', () => {
  it('activates in this host', async () => {
    const extension = extensions.getExtension('asyncapi-event-source.asyncapi-event-source')
    ok(extension, 'the extension is not there')
    await extension.activate()
    ok(extension.isActive, 'the extension is not active')
  })
})
