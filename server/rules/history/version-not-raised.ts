import { isSetChanged } from '../../eventsource/history/changed.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'history/version-not-raised',
    severity: 'info',
    title: 'Another message set under the same version',
    background:
      'Readers of an event source decide by `info.version` whether there is something new for them. A message that was added is a new minor version, ' +
      'as semantic versioning has it; texts and examples alone are none.',
    whenNot: 'When the version is raised by a release tool, after the change.',
  },
  on: 'history',
  examples: [
    {
      title: 'A new message',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { type: { const: placed } } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
                               #^^^^^
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { type: { const: placed } } } }
      OrderPaid: { payload: { type: object, properties: { type: { const: paid } } } }
`,
    },
    {
      title: 'A new message and a new version',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { type: { const: placed } } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.1.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { type: { const: placed } } } }
      OrderPaid: { payload: { type: object, properties: { type: { const: paid } } } }
`,
    },
    {
      title: 'Other texts alone',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { type: { const: placed } } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { summary: Somebody bought something., payload: { properties: { type: { const: placed, description: Its mark } }, type: object } }
`,
    },
  ],

  *check(history) {
    const [old, at] = [history.documentBefore, history.document].map(({ root }) => root.at('info', 'version'))
    if (!at?.exists || !old?.exists || at.value !== old.value || !isSetChanged(history)) return
    yield {
      at,
      part: 'value',
      message: `The message set has changed since the baseline, and the version is still ${String(at.value)}. Raise it.`,
      related: [{ at: old, part: 'value', message: 'It was the same here.' }],
    }
  },
})
