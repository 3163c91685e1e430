// All that is sealed in the database, so that it can be sealed anew when the key is changed. Each place is named where the
// value is sealed, in the file of its noun.
import type { SealedColumn } from '../base/secrets/reseal.ts'

export const sealedColumns: readonly SealedColumn[] = [
  { table: 'mandates', column: 'iban_sealed', by: 'id' },
  { table: 'collection_files', column: 'sealed', by: 'id', isLarge: true },
  { table: 'statement_files', column: 'sealed', by: 'id', isLarge: true },
  { table: 'statement_lines', column: 'sealed', by: 'id' },
  { table: 'declarations', column: 'sealed', by: 'number' },
  { table: 'wires', column: 'secret_sealed', by: 'id' },
  { table: 'totals_keys', column: 'private_sealed', by: 'id' },
]
