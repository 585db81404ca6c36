/** What the harness reads from the log: one JSON a line behind this mark. */
export const MARK = '##case '

/** Called by VS Code inside the extension host; rejects where a case failed. */
export function run(): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed = 0
    const say = (test: Mocha.Test, state: string, error?: Error) =>
      console.log(MARK + JSON.stringify({ title: test.fullTitle(), state, ms: test.duration, error: error?.stack ?? error?.message }))
    mocha.reporter(function report(runner: Mocha.Runner) {
      runner.on('pass', (test) => say(test, 'passed'))
      runner.on('pending', (test) => say(test, 'skipped'))
      runner.on('fail', (test, error) => {
        failed += 1
        say(test, 'failed', error)
      })
    } as unknown as Mocha.ReporterConstructor)
    // The browser build's own `mocha.run` reads the page's address, which a Node host has not.
    Mocha.prototype.run.call(mocha, () => (failed === 0 ? resolve() : reject(new Error(`${failed} cases failed`))))
  })
}
