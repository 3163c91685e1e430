// What is missing and what is written about it, and the mails that money causes.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as fundingMails from './pages/funding-mails.tsx'
import * as mailSettings from './pages/mail-settings.tsx'
import * as reminders from './pages/reminders.tsx'

export const dunningRoutes: Route[] = [
  get(paths.deskReminders, staff('dun'), reminders.show, ['after', 'show', 'done']),
  get(paths.deskRemindersCsv, staff('dun'), reminders.csv),
  post(paths.deskReminderHold, staff('dun'), reminders.hold),
  post(paths.deskReminderResumption, staff('dun'), reminders.goOn),
  post(paths.deskReminderLetter, staff('dun'), reminders.send),
  post(paths.deskReminderSkipping, staff('dun'), reminders.skip),
  post(paths.deskReminderDropping, staff('dun'), reminders.drop),
  get(paths.deskFundingMails, staff('enter_funding'), fundingMails.show),
  get(paths.deskFundingMail, staff('enter_funding'), fundingMails.preview, ['language', 'variant']),
  get(paths.deskFundingMailFile, staff('enter_funding'), fundingMails.file, ['language', 'variant']),
  get(paths.deskMailSettings, staff('set_funding'), mailSettings.show, ['done']),
  post(paths.deskMailSettings, staff('set_funding'), mailSettings.save),
]
