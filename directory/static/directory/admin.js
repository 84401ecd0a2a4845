// Names for what select2 draws and leaves without one, and no heading without text.
(() => {
	const nameOf = (select) =>
		select.getAttribute("aria-label") || (select.labels[0]?.textContent ?? "").trim().replace(/[:：]$/, "");

	const ownerOf = (drawn) => {
		if (drawn.previousElementSibling?.matches("select")) return drawn.previousElementSibling;
		const list = drawn.querySelector("[id^=select2-][id$=-results]");
		return list && document.getElementById(list.id.slice("select2-".length, -"-results".length));
	};

	const name = (drawn) => {
		const select = ownerOf(drawn);
		if (!select) return;
		const label = nameOf(select);
		for (const part of drawn.querySelectorAll("[role=combobox], [role=searchbox], [role=listbox]")) {
			part.setAttribute("aria-label", label);
		}
		const value = drawn.querySelector("[role=textbox]");
		if (value) {
			const box = drawn.querySelector("[role=combobox]");
			value.removeAttribute("role");
			value.removeAttribute("aria-readonly");
			box.id = `${value.id}-box`;
			box.setAttribute("aria-labelledby", `${box.id} ${value.id}`);
			box.setAttribute("aria-controls", `select2-${select.id}-results`);
		}
	};

	new MutationObserver((changes) => {
		for (const { addedNodes } of changes) {
			for (const node of addedNodes) {
				if (node.nodeType !== Node.ELEMENT_NODE) continue;
				if (node.matches(".select2-container")) name(node);
				node.querySelectorAll(".select2-container").forEach(name);
			}
		}
	}).observe(document.body, { childList: true, subtree: true });

	for (const heading of document.querySelectorAll("th.original:empty")) {
		const cell = document.createElement("td");
		cell.className = "original";
		heading.replaceWith(cell);
	}
})();

// What was typed and not sent is not left by accident, by the switch of languages for one.
(() => {
	const form = document.querySelector("#content-main form:is([id$=_form], #changelist-form)");
	if (!form) return;
	const typed = () => new URLSearchParams(new FormData(form)).toString();
	const refused = document.querySelector(".mistakes, .errornote") !== null;
	let opened = typed();
	let sent = false;

	window.addEventListener("load", () => { opened = typed(); });
	form.addEventListener("submit", () => { sent = true; });
	window.addEventListener("pageshow", () => { sent = false; });
	window.addEventListener("beforeunload", (event) => {
		if (!sent && (refused || typed() !== opened)) event.preventDefault();
	});
})();
