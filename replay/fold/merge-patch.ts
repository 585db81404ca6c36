import { isObject, type JsonObject, member, setMember } from '../json/object.ts'

/** JSON Merge Patch (RFC 7396). `target` is changed where it is an object; of `patch` nothing is changed, its arrays are shared. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const merged: JsonObject = isObject(target) ? target : {}
  for (const name of Object.keys(patch)) {
    const value = patch[name]
    if (value === null) delete merged[name]
    else setMember(merged, name, isObject(value) ? mergePatch(member(merged, name), value) : value)
  }
  return merged
}
