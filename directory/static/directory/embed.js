/* Copies what is to be pasted. Without it one selects and copies. */
for (const button of document.querySelectorAll(".copy")) {
  const label = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const area = button.parentElement.querySelector("textarea");
    area.select();
    await navigator.clipboard.writeText(area.value);
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}
