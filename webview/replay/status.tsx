export function Status() {
  return <footer class="status" />
}
