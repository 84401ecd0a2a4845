// Pointing at a project brings out its relations; without this everything is drawn alike.
"use strict";

document.querySelectorAll(".graph").forEach((graph) => {
	const arrows = [...graph.querySelectorAll(".arrow")];
	const nodes = [...graph.querySelectorAll("a[data-node]")];

	function bringOut(node) {
		const near = new Set([node.dataset.node]);
		for (const arrow of arrows) {
			const { from, to } = arrow.dataset;
			const touches = from === node.dataset.node || to === node.dataset.node;
			arrow.classList.toggle("near", touches);
			if (touches) near.add(from).add(to);
		}
		for (const other of nodes) other.classList.toggle("near", near.has(other.dataset.node));
		graph.classList.add("pointing");
	}

	function leave() {
		graph.classList.remove("pointing");
		for (const arrow of arrows) arrow.classList.remove("near");
	}

	for (const node of nodes) {
		node.addEventListener("pointerenter", () => bringOut(node));
		node.addEventListener("focus", () => bringOut(node));
		node.addEventListener("pointerleave", leave);
		node.addEventListener("blur", leave);
	}
});
