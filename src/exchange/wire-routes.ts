// The addresses of the desk that belong to the wires. Fixed words stand before numbers.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as wire from './pages/wire.tsx'
import * as source from './pages/wire-source.tsx'
import * as sources from './pages/wire-sources.tsx'
import * as wires from './pages/wires.tsx'

export const wireRoutes: Route[] = [
  get(paths.deskWires, staff('read_wires'), wires.show, wires.wireFields),
  post(paths.deskWiresSeen, staff('read_wires'), wires.seen),
  post(paths.deskWiresDismissal, staff('take_wires'), wires.dismiss),
  post(paths.deskWiresReturn, staff('take_wires'), wires.giveBack),
  get(paths.deskWireSources, staff('set_wires'), sources.list),
  get(paths.deskNewWireSource, staff('set_wires'), source.blank),
  post(paths.deskNewWireSource, staff('set_wires'), source.add),
  get(paths.deskWireSettings, staff('set_wires'), sources.keeping, ['done']),
  post(paths.deskWireSettings, staff('set_wires'), sources.keep),
  get(paths.deskWireSource, staff('set_wires'), source.show, ['done', 'n']),
  post(paths.deskWireSource, staff('set_wires'), source.change),
  post(paths.deskWireSourceAsking, staff('set_wires'), source.ask),
  get(paths.deskWire, staff('read_wires'), wire.show, ['done']),
  post(paths.deskWireTaking, staff('take_wires'), wire.take),
  post(paths.deskWireAcknowledgement, staff('take_wires'), wire.acknowledged),
]
