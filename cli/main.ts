import { check, usage as checkUsage } from './check.ts'
import { usage as replayUsage } from './replay/arguments.ts'
import { replay } from './replay.ts'
import { version } from './version.ts'

const [command, ...args] = process.argv.slice(2)

// Whoever reads what is printed may stop when they have read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const commands = { check, replay }

if (command === 'check' || command === 'replay') {
  void commands[command](args, process).then((code) => {
    process.exitCode = code
  })
} else if (command === '--version' || command === '-v') process.stdout.write(`${version()}\n`)
else {
  const asked = command === 'help' || command === '--help' || command === '-h'
  if (command !== undefined && !asked) process.stderr.write(`There is no command ${command}.\n\n`)
  ;(asked ? process.stdout : process.stderr).write(`${checkUsage}\n${replayUsage}`)
  process.exitCode = asked ? 0 : 2
}
