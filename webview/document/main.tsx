import '../ui/tokens.css'
import './document.css'
import './component.css'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followLinks } from './links.ts'

const root = document.getElementById('app')
// What a part of the component throws is shown in its place; nobody reads the console of a page.
if (root) createRoot(root, { onCaughtError: () => {} }).render(<App />)
followLinks()
