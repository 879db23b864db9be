// Runs before the first paint, so that a dark page never flashes white. A file of its own: the content security policy allows no inline script.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('postmap-theme') ?? 'system';
  } catch {
    choice = 'system'; // storage can be forbidden; the system's choice is right then
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
