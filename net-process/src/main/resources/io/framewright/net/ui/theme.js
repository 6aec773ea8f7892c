// Runs before anything is drawn, so that a theme that was chosen never flashes the other one.
(() => {
  try {
    const chosen = localStorage.getItem('framewright.theme');
    if (chosen === 'light' || chosen === 'dark') {
      document.documentElement.dataset.theme = chosen;
    }
  } catch (storageIsOff) {
    // Then the theme of the system it is.
  }
})();
