// Somebody does not want to be asked in this browser any more: the browser knows it by itself, and nobody else is told.
try {
  if (localStorage.getItem('litfass-appeal') === 'stopped') for (const appeal of document.querySelectorAll<HTMLElement>('aside.appeal')) appeal.hidden = true
} catch {
  // A browser that keeps nothing for us is asked.
}
export {}
