// Yjs puts what somebody wrote between the neighbours it names, and walks through all that stands between them already. Of what
// editors write that is what others put there in the same moment; made up, it is a walk through the whole text for every letter.
// So the steps are counted as they are made, for nobody can tell before where something will stand.
import * as Y from 'yjs'

export interface Steps { taken: number; most: number }

let counting: Steps | undefined
const { integrate } = Y.Item.prototype

Y.Item.prototype.integrate = function integrateCounted(this: Y.Item, transaction: Y.Transaction, offset: number) {
  if (counting) walk(this, { transaction, offset, steps: counting })
  integrate.call(this, transaction, offset)
}

/** Makes a change, and throws in the midst of it when it takes more steps than it may: what was changed is of no use then. */
export function withinSteps(steps: Steps, make: () => void) {
  const outer = counting
  counting = steps
  try {
    make()
  } finally {
    counting = outer
  }
}

interface Walk { transaction: Y.Transaction; offset: number; steps: Steps }

/** The way that Yjs is about to take, at the longest: it stops at once at what was not put behind the same neighbour. */
function walk(item: Y.Item, { transaction: { doc }, offset, steps }: Walk) {
  const { id, right, parent, parentSub } = item
  if (!(parent instanceof Y.AbstractType)) return
  const own = offset > 0 ? Y.createID(id.client, id.clock + offset - 1) : undefined
  const before = own ? Y.getItem(doc.store, own) : item.left
  let at: Y.Item | null = before ? before.right : parentSub === null ? parent._start : parent._map.get(parentSub) ?? null
  if (!before && parentSub !== null) for (; at?.left; at = at.left) take(steps)
  if (at && !Y.compareIDs(at.origin, own ?? item.origin)) return
  for (; at && at !== right; at = at.right) take(steps)
}

function take(steps: Steps) {
  if (++steps.taken > steps.most) throw new Error('it takes too many steps to find its place')
}
