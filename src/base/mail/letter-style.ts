// How a letter looks: the paper's faces and colours, written at each element, since many mail programs know no sheets.
// Those that do know them get the colours for the dark besides.
import { colours } from '../ui/colours.ts'

const { light, dark } = colours
const serif = `Newsreader, 'Iowan Old Style', Georgia, 'Times New Roman', serif`
const sans = `'Libre Franklin', 'Helvetica Neue', Arial, sans-serif`

export const style = {
  body: `margin:0;padding:0;background-color:${light.paper};color:${light.ink};font-family:${serif};-webkit-text-size-adjust:100%`,
  sheet: 'max-width:560px;margin:0 auto;padding:24px 20px 32px',
  masthead: `margin:0 0 28px;padding:0 0 12px;border-bottom:3px solid ${light.ink}`,
  wordmark: `font-family:${serif};font-size:26px;line-height:32px;font-weight:600;letter-spacing:-0.02em;color:${light.ink};text-decoration:none`,
  text: 'margin:0 0 16px;font-size:18px;line-height:28px;overflow-wrap:break-word',
  quote: `margin:20px 0 24px;padding:0 0 0 16px;border-left:3px solid ${light.accent}`,
  action: 'margin:28px 0 20px',
  button: `display:inline-block;padding:14px 22px;background-color:${light.accent};color:${light.paper};font-family:${sans};font-size:16px;line-height:20px;font-weight:600;text-decoration:none`,
  // A code is dark on light in the dark, too.
  picture: 'display:block;background-color:white;border:0',
  small: `margin:0 0 20px;font-family:${sans};font-size:14px;line-height:20px;color:${light.soft};overflow-wrap:anywhere`,
  figures: `margin:0 0 12px;padding:16px 0 0;border-top:1px solid ${light.rule}`,
  figure: 'display:inline-block;margin:0 28px 16px 0;vertical-align:top',
  value: `font-family:${serif};font-size:30px;line-height:38px;font-weight:600`,
  label: `font-family:${sans};font-size:14px;line-height:20px;color:${light.soft};white-space:nowrap`,
  // Where a program knows no floating, it stands before what it belongs to.
  aside: `float:right;margin:0 0 0 20px;font-family:${sans};font-size:14px;line-height:24px;color:${light.soft};white-space:nowrap`,
  title: `margin:24px 0 0;padding:0 0 8px;border-bottom:1px solid ${light.ink};font-family:${sans};font-size:16px;line-height:20px;font-weight:600`,
  item: `margin:0;padding:10px 0;border-bottom:1px solid ${light.rule};font-size:18px;line-height:24px;overflow-wrap:break-word`,
  plainLink: `color:${light.ink};text-decoration:none`,
  quietLink: `color:${light.soft}`,
  foot: `margin:36px 0 0;padding:12px 0 0;border-top:1px solid ${light.rule};font-family:${sans};font-size:14px;line-height:20px;color:${light.soft}`,
}

const inTheDark = {
  paper: `background-color:${dark.paper}!important;color:${dark.ink}!important`,
  ink: `color:${dark.ink}!important;border-color:${dark.ink}!important`,
  soft: `color:${dark.soft}!important`,
  plain: `color:${dark.ink}!important`,
  rule: `border-color:${dark.rule}!important`,
  quote: `border-color:${dark.accent}!important`,
  button: `background-color:${dark.accent}!important;color:${dark.paper}!important`,
}

export const letterStyle = `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${Object.entries(inTheDark).map(([name, rules]) => `.${name}{${rules}}`).join('')}}`
