// Shows the buttons that load embedded media, which without scripts would do nothing.
for (const box of document.querySelectorAll<HTMLElement>('.embed[data-frame]')) {
  const button = box.querySelector('button')
  if (!button) continue
  button.hidden = false
  button.addEventListener('click', () => {
    const frame = document.createElement('iframe')
    frame.src = box.dataset.frame ?? ''
    frame.title = box.dataset.title ?? ''
    frame.allow = 'fullscreen; picture-in-picture'
    frame.allowFullscreen = true
    frame.referrerPolicy = 'no-referrer'
    box.replaceChildren(frame)
    frame.focus()
  })
}
