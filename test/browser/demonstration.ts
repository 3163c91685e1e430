// The demonstration edition, opened by the program itself, for the tests of one file.
import { after, before } from 'node:test'
import { databaseProcesses, removeFolder, run, temporaryFolder, until, type Program } from '../program.ts'

/** Opens the paper before the file's tests and ends it after them. `home` is its address, without a slash at the end; `data` its folder; `output` what it has printed. */
export function demonstration(): { home: string; data: string; output: () => string } {
  const opened = { home: '', data: temporaryFolder(), output: () => paper.output() }
  let paper: Program
  before(async () => {
    paper = run(['start'], { data: opened.data })
    opened.home = await paper.open()
  })
  after(async () => {
    paper.signal('SIGKILL')
    await paper.exited
    await until('its database has ended', () => databaseProcesses(opened.data).length === 0)
    removeFolder(opened.data)
  })
  return opened
}
