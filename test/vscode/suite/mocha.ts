import 'mocha/mocha'

// Before any case is loaded: they call `describe` at once.
mocha.setup({ ui: 'bdd', timeout: 60_000 })
