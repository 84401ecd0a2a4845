// Through the rows of a kind of work: Ctrl+Enter saves, and saving leads on to the next row.
(() => {
	const rows = document.querySelector(".rows-of-work");
	if (!rows) return;
	const told = document.getElementById("told");

	const enter = (row) => {
		const first = row.querySelector("form :is(input:not([type=hidden]), select, textarea)") ?? row.querySelector("h2");
		first?.focus();
	};
	const nextOf = (row) => {
		let next = row.nextElementSibling;
		while (next?.matches(".done")) next = next.nextElementSibling;
		return next;
	};

	rows.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		event.target.form?.requestSubmit();
	});

	// Before that htmx gives a new row the classes of the old one.
	document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
		const row = document.getElementById(detail.target.id);
		if (!row || !rows.contains(row)) return;
		if (row.matches(".done")) {
			told.textContent = row.querySelector("p").firstChild.textContent;
			const next = nextOf(row);
			if (next) enter(next);
			else row.querySelector("a")?.focus();
		} else {
			const wrong = row.querySelector(".errors :is(input, select, textarea)");
			told.textContent = [...row.querySelectorAll(".mistakes p, .mistake")].map((p) => p.textContent).join(" ");
			if (wrong) wrong.focus();
			else enter(row);
		}
	});
	for (const failure of ["htmx:responseError", "htmx:sendError"]) {
		document.body.addEventListener(failure, () => {
			told.textContent = told.dataset.failed;
			told.classList.remove("visually-hidden");
			told.scrollIntoView({ block: "nearest" });
		});
	}
})();
