import { singular, splitWords } from './names.ts'

/** Words of a name, in their order, that say that it holds personal data. */
const phrases: readonly (readonly string[])[] = (
  'email,e mail,phone,telephone,mobile number,phone number,fax number,iban,bank account,account holder,ssn,social security,tax id,national id,passport,' +
  'driver license,drivers license,driving licence,birth date,date of birth,birthday,birthdate,dob,postal address,street address,home address,shipping address,' +
  'billing address,delivery address,mailing address,customer address,user address,residential address,street,msisdn,first name,last name,firstname,lastname,full name,surname,given name,family name,maiden name,' +
  'credit card,card number,cvv,gender,ethnicity,religion,medical,diagnosis,ip address'
)
  .split(',')
  .map((phrase) => phrase.split(' '))

/** What holds a company's data, or is about a thing. */
const others: ReadonlySet<string> = new Set(
  'company business merchant supplier vendor shop store warehouse organisation organization office branch support template count'.split(
    ' ',
  ),
)
/** Behind a phrase these make it a fact about the data instead of the data. */
const facts: ReadonlySet<string> = new Set(
  'id verified confirmed valid type status sent enabled allowed count hash hashed token template version domain format opt optin consent subject preference code at model brand light view'.split(
    ' ',
  ),
)

/** Whether the name of a property says that it holds a person's data, such as `customerEmail`. */
export function namesPersonalData(name: string): boolean {
  let personal = judged.get(name)
  if (personal === undefined) {
    personal = judge(name)
    if (judged.size > mostJudged) judged.clear()
    judged.set(name, personal)
  }
  return personal
}

const judged = new Map<string, boolean>()
const mostJudged = 10_000

function judge(name: string): boolean {
  const words = splitWords(name).map(singular)
  if (words.some((word) => others.has(word))) return false
  return phrases.some((phrase) => {
    const at = words.findIndex((_, i) => phrase.every((word, j) => words[i + j] === word))
    if (at < 0) return false
    const next = words[at + phrase.length]
    return next === undefined || (!facts.has(next) && next !== 'verification')
  })
}

/** Whether the name of an object says that it describes a company, or a thing: what is in it is nobody's in person. */
export function namesCompany(name: string): boolean {
  return splitWords(name).some((word) => others.has(singular(word)))
}

const marks =
  /^x-(?:encrypted|encryption|classification|pii|sensitive|sensitivity|personal|personal-data|gdpr|confidential|privacy|data-classification)$/i

/** Whether a key beside a schema says that somebody has thought of it. */
export function isClassification(key: string): boolean {
  return marks.test(key)
}
