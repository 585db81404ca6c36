/** Past participles that do not end in *-ed*. */
const irregular: ReadonlySet<string> = new Set(
  (
    'arisen awoken beaten become been begun bent bet bid bitten bought bound broken brought built burnt burst cast caught chosen come cost cut dealt ' +
    'done drawn driven drunk eaten fallen fed felt found flown forbidden foreseen forgiven forgotten fought frozen given gone gotten got ' +
    'ground grown heard held hidden hit hung hurt kept known laid learnt led left lent let lit lost made meant met mistaken overdrawn overridden ' +
    'overrun paid prepaid proven put quit read rebuilt redone reset resent rerun rewritten ridden risen run said seen sent set sewn shaken shown ' +
    'shrunk shut slept sold sought spent split spoken spread spun stolen stood struck stuck sunk sworn swept swum swung taken taught thrown told ' +
    'torn undone understood unpaid unsold upset withdrawn withheld woken won worn wound written'
  ).split(' '),
)

/** Words in *-ed* that are none. */
const others: ReadonlySet<string> = new Set(
  'bed bleed breed embed exceed feed freed greed heed hundred indeed kindred need proceed red sacred seed shed sled speed steed succeed weed'.split(
    ' ',
  ),
)

/** Whether a word says that something has happened: *shipped*, *paid*. */
export function isParticiple(word: string): boolean {
  return irregular.has(word) || (word.length > 3 && word.endsWith('ed') && !others.has(word))
}
