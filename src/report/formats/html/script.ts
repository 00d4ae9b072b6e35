/**
 * The page's only script: shows the search field, folds what does not match, opens everything for the printer, and what
 * a link leads to. Without it everything can be read, and the browser's own search opens what it finds.
 */
export const script = `
'use strict';
const form = document.getElementById('search');
const query = document.getElementById('query');
const found = document.getElementById('found');
const steps = [...document.querySelectorAll('[data-step]')].map((item) => ({
  item,
  details: item.firstElementChild,
  text: item.textContent.toLowerCase(),
  leaf: item.querySelector('[data-step]') === null,
}));
const all = (open) => () => { for (const {details} of steps) details.open = open; };
const search = () => {
  const wanted = query.value.trim().toLowerCase();
  let count = 0;
  for (const {item, details, text, leaf} of steps) {
    const matches = text.includes(wanted);
    item.hidden = !matches;
    if (wanted !== '' && matches) details.open = true;
    if (leaf && matches) count += 1;
  }
  found.textContent = wanted === '' ? '' : count === 1 ? '1 step' : count + ' steps';
};
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target === null) return;
  for (let at = target.firstElementChild; at !== null; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
  target.scrollIntoView();
};
form.hidden = false;
form.addEventListener('submit', (event) => event.preventDefault());
query.addEventListener('input', search);
document.getElementById('open').addEventListener('click', all(true));
document.getElementById('close').addEventListener('click', all(false));
addEventListener('hashchange', reveal);
addEventListener('beforeprint', all(true));
reveal();
`;
