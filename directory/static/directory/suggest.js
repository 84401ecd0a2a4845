/* The preview follows as typing pauses; without this the button updates it. */
(() => {
  const form = document.querySelector("[data-suggest]");
  if (!form) return;
  const aside = document.getElementById("preview");
  let waiting = 0;
  let latest = 0;

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    for (const part of fresh.querySelectorAll("[data-into]")) {
      const place = document.getElementById(part.dataset.into);
      if (place.innerHTML !== part.innerHTML && !place.contains(document.activeElement)) place.replaceChildren(...part.childNodes);
      part.remove();
    }
    aside.replaceChildren(...fresh.childNodes);
  };

  const update = async () => {
    const number = (latest += 1);
    const body = new FormData(form);
    body.append("fragment", "1");
    const response = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (response?.ok && number === latest) show(await response.text());
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 500);
  });
})();
