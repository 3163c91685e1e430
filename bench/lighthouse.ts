// What Lighthouse gives the pages of a running paper, in all four categories, the median of three rounds:
//   npm run bench:lighthouse -- http://127.0.0.1:3000
import { verdicts, type Category } from '../test/lighthouse/lighthouse.ts'
import { median } from './servers.ts'

const pages = ['/', '/stadt', '/stadt/wallstedt-kauft-sein-depot-zurueck-1', '/search']
const categories: Category[] = ['performance', 'accessibility', 'best-practices', 'seo']

const home = process.argv[2] ?? 'http://127.0.0.1:3000'
const rounds = [1, 2, 3]
const found = []
for (const _ of rounds) found.push(...await verdicts(pages.map((page) => home + page), categories))
for (const page of pages) {
  const mine = found.filter(({ address }) => address === home + page)
  console.log(`${page.padEnd(48)} ${categories.map((name) => `${name} ${median(mine.map(({ scores }) => scores[name] ?? 0))}`).join(', ')}`)
  for (const fault of new Set(mine.flatMap(({ faults }) => faults))) console.log(`    ${fault}`)
}
