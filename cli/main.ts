import { check, usage } from './check.ts'
import { version } from './version.ts'

const [command, ...args] = process.argv.slice(2)

if (command === 'check') {
  void check(args, process).then((code) => {
    process.exitCode = code
  })
} else if (command === '--version' || command === '-v') process.stdout.write(`${version()}\n`)
else {
  const asked = command === 'help' || command === '--help' || command === '-h'
  if (command !== undefined && !asked) process.stderr.write(`There is no command ${command}.\n\n`)
  ;(asked ? process.stdout : process.stderr).write(usage)
  process.exitCode = asked ? 0 : 2
}
