import fc from 'fast-check'

// Where many build on a run, it is to be the same twice; on a person's own machine each run tries others.
const { CI, SEED } = process.env
const seed = SEED ?? (CI ? '7' : undefined)
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })
