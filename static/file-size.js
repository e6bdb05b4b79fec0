// Tells of files that are too large when they are chosen, before a form with all that was typed is sent and turned away.
// Pages work without it; the server refuses the same.
document.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.dataset.limit) return;
  const size = [...target.files].reduce((sum, file) => sum + file.size, 0);
  const large = size > Number(target.dataset.limit);
  const told = document.getElementById(`${target.id}-large`);
  if (told) told.hidden = !large;
  if (large) target.value = '';
});
