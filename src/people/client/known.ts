// Notes in this browser that somebody has been at the sign-in here, or is signed in: printed pages, which are the same
// for all, then ask who it is. Nothing else is noted, and the first answer that nobody is removes it.
try {
  localStorage.setItem('litfass.known', '1')
} catch {}
