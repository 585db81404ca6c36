import { print } from '../measure.ts'
import { previewRows } from './rows.ts'

print(await previewRows())
