// House style at the desk: the paper's list of words and names, a form for a line of it, the file, and the checks.
import type { Reads } from '../../base/db/db.ts'
import { csvTable } from '../../base/csv.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { download, html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths } from '../../urls.ts'
import { checkSettings } from '../house-style.ts'
import { styleLines } from '../house-style-file.ts'
import type { Trial } from '../house-style-trial.ts'
import { styleRuleById, styleRules } from '../reads/house-style.ts'
import { settingsWays } from '../settings-ways.ts'
import { CheckForm } from '../views/style-check-form.tsx'
import { FileForm, RuleForm, RuleTable, Tried } from '../views/style-rules.tsx'

type Who = Staff<'set_house_style'>

export const show: Page<typeof paths.deskHouseStyle, Who, 'done' | 'change'> = async ({ db, who, speaks, query }) => {
  const changed = await styleRuleById(db, numberIn(query.change ?? '') ?? 0)
  return stylePage(db, { who, speaks, done: query.done, typed: changed ? { ...changed, blocks: changed.blocks ? 'on' : '', instead_of: String(changed.id) } : {} })
}

interface Shown { who: Reader; speaks: string | undefined; done?: string | undefined; typed?: Form; set?: Form; errors?: Errors; trial?: Trial; status?: number; headers?: Record<string, string> }

const doneTexts = ['kept', 'dropped', 'taken', 'set'] as const

export async function stylePage(db: Reads, { who, speaks, done, typed = {}, set, errors = {}, trial, status, headers = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const [rules, checks] = [await styleRules(db), await checkSettings(db)]
  const said = doneTexts.find((one) => one === done)
  return html(
    <DeskFrame {...desk} title={t('house_style.title')} current={paths.deskSettings} pages={{ all: settingsWays(desk), current: paths.deskHouseStyle }}>
      <Done text={said && t(`house_style.done.${said}`)} />
      <Wrong errors={errors} t={t} />
      <p class="small about">{t('house_style.about')}</p>
      <div class="side-by-side">
        <RuleForm typed={{ ...typed, kind: textIn(typed, 'kind') || 'avoid' }} errors={errors} t={t} />
        {trial ? <Tried trial={trial} t={t} /> : null}
      </div>
      <RuleTable rules={rules} t={t} />
      <FileForm error={errors.file} t={t} />
      <CheckForm checks={checks} set={set} errors={errors} t={t} />
    </DeskFrame>, status ?? (Object.values(errors).some(Boolean) ? 422 : 200), headers)
}

export const file: Page<typeof paths.deskHouseStyleFile, Staff<'write_articles'>> = async ({ db }) =>
  download(csvTable(styleLines(await styleRules(db))), { name: 'house-style.csv', contentType: 'text/csv; charset=utf-8' })
