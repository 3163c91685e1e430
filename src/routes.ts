// Every address, who may ask for it, and what answers.
import * as picture from './articles/pages/picture.ts'
import * as seen from './audience/pages/seen.ts'
import { get, type Route } from './base/web/route.ts'
import * as thread from './comments/pages/thread.tsx'
import * as support from './funding/pages/support.tsx'
import { anyone } from './people/guards.ts'
import * as article from './site/pages/article.tsx'
import * as asset from './site/pages/asset.ts'
import * as front from './site/pages/front.tsx'
import * as list from './site/pages/list.tsx'
import * as page from './site/pages/page.tsx'
import * as saved from './site/pages/saved.tsx'
import { paths } from './urls.ts'

export const routes: Route[] = [
  // Files
  get(paths.asset, anyone, asset.show),
  get(paths.picture, anyone, picture.show),
  get(paths.seen, anyone, seen.show, ['a']),

  // Finding one's way
  get(paths.front, anyone, front.show, ['p', 'page_id']),
  get(paths.topic, anyone, list.topic, ['before']),
  get(paths.author, anyone, list.author, ['before']),
  get(paths.support, anyone, support.show),
  get(paths.saved, anyone, saved.show),
  get(paths.section, anyone, page.show, ['before']),

  // Reading
  get(paths.article, anyone, article.show),
  get(paths.comments, anyone, thread.threads, ['after', 'order']),
  get(paths.comment, anyone, thread.conversation),
]
