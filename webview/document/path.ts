import type { BaseModel } from '@asyncapi/parser'
import { parsePointer } from '../../shared/pointer.ts'

/** The way to what a model stands for, from the root of the document; `undefined` where it stands nowhere. */
export function pathOf(model: Pick<BaseModel, 'meta'>): string[] | undefined {
  const { pointer } = model.meta()
  return typeof pointer === 'string' && pointer.startsWith('/') ? parsePointer(pointer) : undefined
}
