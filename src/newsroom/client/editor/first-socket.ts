// The socket to the paper, opened before anything else of the editor is made ready: the paper gets the working copy while the
// browser does the rest. So this is imported first, and imports nothing.

/** The form that the editor takes over, with the address of its socket. */
export const form = document.querySelector<HTMLFormElement>('form[data-writing]')
export const address = new URL(form?.dataset.writing ?? '', location.href.replace(/^http/, 'ws')).href.replace(/^http/, 'ws')
export const firstSocket = form ? new WebSocket(address) : undefined
