import '../ui/tokens.css'
import './replay.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { connect, reportTextFocus } from './host.ts'
import { listenForKeys } from './keys.ts'
import { Replay, ReplayContext } from './store.ts'

const root = document.getElementById('app')
if (root) {
  const replay = new Replay(connect())
  render(
    <ReplayContext.Provider value={replay}>
      <App />
    </ReplayContext.Provider>,
    root,
  )
  reportTextFocus(replay.host)
  listenForKeys(replay)
  replay.begin().catch((error) => replay.complain(error))
}
