import { print } from '../measure.ts'
import { mapPageRows } from './map.ts'
import { previewRows } from './rows.ts'

print([...(await previewRows()), ...(await mapPageRows())])
