/* Names of projects are offered while one is typed; without this the answer offers them. */
(() => {
  const form = document.querySelector("form[data-names]");
  if (!form) return;
  const input = form.elements.add;
  const list = document.getElementById("names");
  let waiting = 0;
  let latest = 0;

  const offer = async (typed) => {
    const number = (latest += 1);
    const response = await fetch(`${form.dataset.names}?${new URLSearchParams({ q: typed })}`);
    if (!response.ok || number !== latest) return;
    const { projects } = await response.json();
    list.replaceChildren(
      ...projects.map(({ slug, name, category, status }) => new Option(`${name} · ${category} · ${status}`, slug)),
    );
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    const typed = input.value.trim();
    if (typed) waiting = setTimeout(() => offer(typed), 150);
  });
})();
