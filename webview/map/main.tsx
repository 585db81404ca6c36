import '../ui/tokens.css'
import './map.css'
import './list.css'
import { render } from 'preact'
import { reportTextFocus } from '../ui/host.ts'
import { App } from './app.tsx'

const root = document.getElementById('app')
if (root) render(<App />, root)
reportTextFocus()
