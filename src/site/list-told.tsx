// What a list's page says of itself to machines.
import type { ListPage } from '../articles/reads/lists.ts'
import type { ShownPicture } from '../articles/reads/pictures.ts'
import { sharedFiles } from '../articles/shared-picture.ts'
import type { T } from '../base/i18n/i18n.ts'
import { cardPicture, titleWords } from '../base/ui/card.ts'
import { Head } from '../base/ui/head.tsx'
import { breadcrumbs } from '../base/ui/json-ld.ts'
import { paths } from '../urls.ts'
import { collectionPage, profilePage, type Publishing } from './json-ld-paper.ts'
import type { List } from './pages/list.tsx'

interface ToldProps extends Publishing { list: List; page: ListPage; /** Of the list itself. */ picture: ShownPicture | undefined; /** Of this page of the list. */ address: string; t: T }

export function ListTold({ site, facts, list, page, picture: own, address, t }: ToldProps) {
  const { title, about, person } = list
  const things = person
    ? profilePage({ site, facts }, { address: list.address, name: title, ...person })
    : collectionPage({ site, facts }, { address, title, about, articles: page.articles })
  const [file] = own ? sharedFiles(own) : []
  const picture = own && file ? { ...file, alt: own.alt } : cardPicture(list.card, titleWords({ title, kicker: list.label ? t(list.label) : '' }, facts.paper))
  const way = breadcrumbs([{ name: facts.paper.name, address: site.url + paths.front }, { name: title, address: site.url + list.address }])
  return (
    <Head site={site} facts={facts} t={t} address={address} title={title} description={about.split('\n')[0] ?? ''} picture={picture}
      feed={{ of: list.address, title: `${facts.paper.name}: ${title}` }} type={person ? 'profile' : 'website'} things={[things, way]} />
  )
}
