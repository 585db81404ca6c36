export function BranchBar() {
  return null
}
