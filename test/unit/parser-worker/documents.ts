export const root = 'file:///w/asyncapi.yaml'

/** A small valid document of 2.6; `payload` is the payload of its one message, as flow YAML. */
export function document(payload = '{type: object}'): string {
  return `asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    subscribe:
      message: {payload: ${payload}}
`
}

/** References that double at every level: small to write, and too much to open. */
export function bomb(levels: number): string {
  const schemas = Array.from(
    { length: levels },
    (_, level) =>
      `    S${level}: {type: object, properties: {a: {$ref: "#/components/schemas/S${level + 1}"}, b: {$ref: "#/components/schemas/S${level + 1}"}}}`,
  )
  return `${document('{$ref: "#/components/schemas/S0"}')}components:
  schemas:
${schemas.join('\n')}
    S${levels}: {type: string}
`
}
