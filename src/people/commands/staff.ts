// litfass staff add MAIL, litfass staff reset MAIL
import type { Task } from '../../base/commands/command.ts'
import { onDatabase } from '../../base/commands/errand.ts'
import { translator } from '../../base/i18n/i18n.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { mailAddressIn } from '../mail-address.ts'
import { isRole, roles, type Role } from '../permissions.ts'
import { accountByMailAddress } from '../reads/readers.ts'
import { addStaff, clearFactors, staffLink } from '../staff.ts'
import { nameError } from '../views/sign-in-frame.tsx'

export async function addStaffMember(task: Task) {
  const mail_address = addressIn(task)
  const given = rolesIn(task.options.role)
  const name = typeof task.options.name === 'string' ? task.options.name : undefined
  await onDatabase(task, 'staff', async ({ db }) => {
    const added = await addStaff(db, { mail_address, name, roles: given }, { by: 'operator', now: now() })
    if ('refused' in added) throw new Unable(added.refused === 'no_name' ? 'nobody has this mail address yet: what is their name? --name "Ada Muster"' : nameError(added.refused, translator('en')))
    const link = await staffLink(db, { reader_id: added.id, mail_address }, { site: task.config, now: now() })
    say(`${added.name} works for the paper, as ${given.join(', ')}.\n\nThis link signs them in, once, within 15 minutes:\n${link}\n\nThen they set up a second factor: an app with codes, or a passkey. Later they sign in with their mail address at ${task.config.url}/sign-in.`)
  })
}

export async function resetStaffMember(task: Task) {
  const mail_address = addressIn(task)
  await onDatabase(task, 'staff', async ({ db }) => {
    const account = await accountByMailAddress(db, mail_address)
    if (!account) throw new Unable('nobody has this mail address')
    await clearFactors(db, { reader_id: account.id }, { by: 'operator', now: now(), site: task.config })
    const link = await staffLink(db, { reader_id: account.id, mail_address }, { site: task.config, now: now() })
    say(`${account.name} has no second factor any more, and is signed out everywhere.\n\nThis link signs them in, once, within 15 minutes, to set up another one:\n${link}`)
  })
}

function addressIn({ words: [text = ''] }: Task): string {
  const address = mailAddressIn(text)
  if (!address) throw new Unable(`${JSON.stringify(text)} is not a mail address`)
  return address
}

function rolesIn(option: Task['options'][string]): Role[] {
  const named = typeof option === 'string' ? option.split(/[\s,]+/).filter(Boolean) : []
  const known = named.filter(isRole)
  if (known.length === 0 || known.length < named.length) throw new Unable(`--role should be one or more of ${roles.join(', ')}, parted by commas`)
  return known
}

function say(text: string) {
  process.stdout.write(`${text}\n`)
}
