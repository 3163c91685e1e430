// Stands in a browser whose reader chose not to be counted, and there alone. It answers for the image that counts, so that
// the paper is never asked for it; everything else it leaves to the browser. It says no `export {}`: not every browser runs workers
// that are modules.
interface Fetching extends Event { request: Request; respondWith(answer: Response | Promise<Response>): void }
interface Ending extends Event { waitUntil(end: Promise<unknown>): void }
interface Worker { skipWaiting(): Promise<void>; clients: { claim(): Promise<void> } }

const worker = self as unknown as Worker

addEventListener('install', (event) => (event as Ending).waitUntil(worker.skipWaiting()))
addEventListener('activate', (event) => (event as Ending).waitUntil(worker.clients.claim()))
addEventListener('fetch', (event) => {
  const fetching = event as Fetching
  const { pathname } = new URL(fetching.request.url)
  if (pathname === '/seen.gif' || pathname === '/seen/measured') fetching.respondWith(new Response(null, { status: 204 }))
})
