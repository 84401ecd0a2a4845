// Asks the browser for a passkey when a form is sent, and sends its answer along (WebAuthn).
(() => {
	const form = document.querySelector("[data-passkey]");
	const told = form.querySelector("[role=alert]");
	const options = JSON.parse(form.dataset.options);

	const bytes = (text) =>
		Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
	const text = (buffer) =>
		btoa(String.fromCharCode(...new Uint8Array(buffer)))
			.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

	options.challenge = bytes(options.challenge);
	if (options.user) options.user.id = bytes(options.user.id);
	for (const known of [...(options.excludeCredentials ?? []), ...(options.allowCredentials ?? [])]) {
		known.id = bytes(known.id);
	}

	const answer = async () => {
		const made = await navigator.credentials[form.dataset.passkey]({ publicKey: options });
		const response = {};
		for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
			if (made.response[part]) response[part] = text(made.response[part]);
		}
		return { id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {}, response };
	};

	form.hidden = form.dataset.passkey === "get" && !window.PublicKeyCredential;
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		told.hidden = true;
		try {
			form.elements.answer.value = JSON.stringify(await answer());
			form.submit();
		} catch {
			told.hidden = false;
		}
	});
})();
