/* The card of the tile that is pointed at or focused; a finger's first tap shows it, the second follows.
   With the keyboard Tab goes from tile to tile, and the arrow down into the card. */
(() => {
  const delay = 250;
  const fetched = new Map();
  let shown = null;
  let waiting = 0;

  const box = document.createElement("div");
  box.className = "tile-card";
  box.id = "tile-card";
  box.setAttribute("popover", "manual");
  if (!box.showPopover) return;

  const address = (link) => {
    const slug = link.pathname.split("/").filter(Boolean).pop();
    return `${document.getElementById("browse").dataset.cards}${slug}/`;
  };
  const card = (link) => {
    const url = address(link);
    if (!fetched.has(url)) {
      fetched.set(url, fetch(url).then((answer) => { if (!answer.ok) throw new Error(answer.statusText); return answer.text(); }));
      fetched.get(url).catch(() => fetched.delete(url));
    }
    return fetched.get(url);
  };

  const links = () => [...box.querySelectorAll("a, input, button")];
  const reachable = (yes) => { for (const each of links()) each.tabIndex = yes ? 0 : -1; };
  const enter = () => { reachable(true); links()[0]?.focus(); };

  const hint = () => {
    const said = document.createElement("p");
    said.className = "note into";
    said.textContent = document.getElementById("browse").dataset.into;
    return said;
  };

  const hide = () => {
    clearTimeout(waiting);
    if (!shown) return;
    shown.removeAttribute("aria-describedby");
    shown.removeAttribute("aria-keyshortcuts");
    if (box.contains(document.activeElement)) shown.focus();
    shown = null;
    if (box.isConnected && box.matches(":popover-open")) box.hidePopover();
  };
  /* Below the tile, or above where there is no room, and never outside the window. */
  const place = (link) => {
    const tile = link.getBoundingClientRect();
    const size = box.getBoundingClientRect();
    const below = tile.bottom + size.height + 8 <= innerHeight || tile.top < size.height + 8;
    box.style.insetBlockStart = `${below ? tile.bottom - 1 : tile.top - size.height + 1}px`;
    box.style.insetInlineStart = `${Math.max(4, Math.min(tile.left, document.documentElement.clientWidth - size.width - 4))}px`;
  };
  const show = async (link) => {
    hide();
    shown = link;
    const html = await card(link).catch(() => null);
    if (shown !== link || !link.isConnected) return;
    if (html === null) { shown = null; return; }
    box.innerHTML = `<ul role="list">${html}</ul>`;
    reachable(false);
    box.append(hint());
    link.parentElement.append(box);
    link.setAttribute("aria-describedby", "tile-card");
    link.setAttribute("aria-keyshortcuts", "ArrowDown");
    box.showPopover();
    place(link);
  };
  const soon = (link) => { clearTimeout(waiting); waiting = setTimeout(show, delay, link); };

  const tile = (event) => (event.target.closest ? event.target.closest(".tile") : null);
  const link = (item) => item.querySelector("a");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const item = tile(event);
    if (!item) { clearTimeout(waiting); waiting = setTimeout(hide, delay); return; }
    if (link(item) === shown) clearTimeout(waiting); else soon(link(item));
  });
  document.addEventListener("focusin", (event) => {
    const item = tile(event);
    if (!item) hide();
    else if (event.target === shown) reachable(false);
    else if (event.target === link(item) && !box.contains(event.relatedTarget) && event.target.matches(":focus-visible")) show(event.target);
  });
  document.addEventListener("click", (event) => {
    const item = tile(event);
    if (!item) { hide(); return; }
    if (event.pointerType !== "touch" || link(item) === shown || box.contains(event.target)) return;
    event.preventDefault();
    show(link(item));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.key !== "ArrowDown" || event.target !== shown || !box.isConnected) return;
    event.preventDefault();
    enter();
  });
  /* Focus scrolls a tile into view, and its card goes along. */
  const follow = () => { if (shown && box.isConnected && box.matches(":popover-open")) place(shown); };
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", follow);
})();
