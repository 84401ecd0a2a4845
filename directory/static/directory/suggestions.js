// A usual answer fills the field below it, and one key each decides; keys can be switched off.
// Ctrl+Enter presses the button of the part in which one is, else the one that decides.
(() => {
	for (const select of document.querySelectorAll("select[data-fills]")) {
		const field = document.getElementById(select.dataset.fills);
		let filled = "";
		select.addEventListener("change", () => {
			// What somebody wrote themselves is not lost to a choice.
			if (field.value !== "" && field.value !== filled) return;
			filled = select.selectedOptions[0].dataset.text ?? "";
			field.value = filled;
		});
	}

	const form = document.getElementById("review_form");
	form?.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		const button = event.target.closest("fieldset")?.querySelector("button[name=do]") ?? form.querySelector("[value=decide]");
		if (!button) return;
		event.preventDefault();
		form.requestSubmit(button);
	});

	const hints = document.querySelector(".keys");
	if (!hints) return;
	hints.hidden = false;
	const box = document.getElementById("keys");
	try { box.checked = localStorage.getItem("review-keys") !== "off"; } catch { /* no storage: on */ }
	box.addEventListener("change", () => {
		try { localStorage.setItem("review-keys", box.checked ? "on" : "off"); } catch { /* for this page only */ }
	});

	const changes = [...document.querySelectorAll(".change:has(.choice)")];
	const at = () => changes.findIndex((change) => change.contains(document.activeElement));
	const go = (index) => {
		const change = changes[Math.max(0, Math.min(index, changes.length - 1))];
		change?.querySelector(":is(input[type=radio]:checked, input[type=radio])").focus();
		change?.scrollIntoView({ block: "nearest" });
	};
	const choose = (value) => {
		const undecided = changes.findIndex((change) => change.querySelector("input[type=radio]:checked")?.value === "");
		const index = at() >= 0 ? at() : Math.max(0, undecided);
		const radio = changes[index]?.querySelector(`input[type=radio][value=${value}]`);
		if (!radio) return;
		radio.checked = true;
		radio.focus();
		if (value === "decline") changes[index].querySelector("details.answer").open = true;
	};
	const follow = (rel) => document.querySelector(`.queue [rel=${rel}]`)?.click();
	const doings = {
		j: () => go(at() + 1),
		k: () => go(at() - 1),
		a: () => choose("accept"),
		d: () => choose("decline"),
		n: () => follow("next"),
		p: () => follow("prev"),
	};

	document.addEventListener("keydown", (event) => {
		const typing = event.target.closest("textarea, select, input:not([type=radio], [type=checkbox]), .select2-container");
		if (!box.checked || typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
		const doing = doings[event.key];
		if (!doing) return;
		event.preventDefault();
		doing();
	});

	for (const radio of document.querySelectorAll(".choice [value=decline]")) {
		radio.addEventListener("change", () => { radio.closest(".change").querySelector("details.answer").open = true; });
	}
})();
