/** Every figure of our own, with what it says; the process's own ones (`process_…`, `nodejs_…`) are prom-client's. */
export const counters = {
  litfass_requests_total: { labels: ['route', 'status', 'source'], help: 'Requests answered. source: press (lay there), printed (made for the press), program (everything else).' },
  litfass_press_evictions_total: { labels: [], help: 'Printed pages pushed out because the press was full.' },
  litfass_wire_gaps_total: { labels: [], help: 'How often the press lost the database, after which everything is printed anew.' },
  litfass_sockets_closed_total: { labels: ['code'], help: 'WebSockets that have ended, by the code they were closed with. 1000 and 1001: left; 1006: cut off; 1012: the program stopped.' },
  litfass_jobs_total: { labels: ['job', 'outcome'], help: 'Background jobs this process ended. outcome: done, failed.' },
  litfass_mails_total: { labels: ['outcome'], help: 'Mails handed over. outcome: taken, refused (for good), failed (will be tried again).' },
  litfass_files_total: { labels: ['operation', 'outcome'], help: 'What was asked of the place where pictures are kept. outcome: done, missing, failed.' },
  litfass_wires_items_total: { labels: [], help: 'Texts that sources of wires have sent, each version once.' },
  litfass_wires_asked_total: { labels: ['outcome'], help: 'How often a source of wires was asked. outcome: done, failed.' },
  litfass_darkroom_pictures_total: { labels: ['outcome'], help: 'Pictures worked on. outcome: done, unreadable (the file is to blame), failed.' },
} as const

export const levels = {
  litfass_build_info: { labels: ['version'], help: 'Always 1.' },
  litfass_press_bytes: { labels: [], help: 'Memory that printed pages take.' },
  litfass_press_max_bytes: { labels: [], help: 'Memory that they may take (LITFASS_PRESS_MB).' },
  litfass_press_sheets: { labels: [], help: 'Printed pages that lie in the press.' },
  litfass_hits_bytes: { labels: [], help: 'What the log of hits takes on the disk.' },
  litfass_hits_waiting: { labels: [], help: 'About how many hits lie on the disk and are in no figure yet.' },
  litfass_hits_max_bytes: { labels: [], help: 'What they may take (LITFASS_HITS_MB).' },
  litfass_live_streams: { labels: [], help: 'Browsers that are told at once of new comments.' },
  litfass_sockets: { labels: [], help: 'WebSockets that are open: browsers in which somebody writes.' },
  litfass_writing_rooms: { labels: [], help: 'Articles that somebody writes in, in this process.' },
  litfass_wire_up: { labels: [], help: '1 while the press hears what becomes stale, 0 while it serves what it has.' },
  litfass_wire_round_trip_seconds: { labels: [], help: 'How long the last notice took to come back from the database.' },
  litfass_wire_proved_seconds: { labels: [], help: 'How long ago notices were last proven to arrive.' },
  litfass_database_up: { labels: [], help: '1 if the database answered this scrape within two seconds.' },
  litfass_database_connections: { labels: ['state'], help: 'Connections of the pool. state: used, idle.' },
  litfass_database_connections_max: { labels: [], help: 'How many connections the pool may open.' },
  litfass_database_waiting: { labels: [], help: 'Queries that wait for a connection.' },
  litfass_jobs_waiting: { labels: [], help: 'Jobs that could run now and do not yet, in the whole paper.' },
  litfass_jobs_oldest_seconds: { labels: [], help: 'How long the oldest of them has been waiting.' },
  litfass_jobs_given_up: { labels: [], help: 'Jobs that failed as often as they may, and wait for somebody.' },
} as const

export const durations = {
  litfass_printing_seconds: { labels: ['route'], help: 'How long making an answer for the press took, database included.', buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] },
  litfass_writing_keeping_seconds: { labels: [], help: 'How long it took to bring what was typed to the database, each time.', buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] },
  litfass_job_seconds: { labels: ['job'], help: 'How long a job took.', buckets: [0.01, 0.1, 0.5, 1, 5, 15, 60, 300, 900] },
  litfass_files_seconds: { labels: ['operation'], help: 'How long the place where pictures are kept took to answer.', buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 30] },
  litfass_darkroom_seconds: { labels: [], help: 'How long a picture was in the darkroom.', buckets: [0.1, 0.5, 1, 2.5, 5, 15, 60, 300] },
} as const

export type CounterName = keyof typeof counters
export type LevelName = keyof typeof levels
export type DurationName = keyof typeof durations
