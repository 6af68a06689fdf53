// A long list of check boxes gets a field that narrows it; what is chosen stays in sight.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

for (const list of document.querySelectorAll("[data-terms-long]")) {
  const field = document.createElement("input");
  field.type = "search";
  field.className = "terms-narrow";
  field.placeholder = list.dataset.termsLabel;
  field.setAttribute("aria-label", list.dataset.termsLabel);
  const choices = [...list.querySelectorAll("label")];
  field.addEventListener("input", () => {
    const wanted = plain(field.value);
    for (const choice of choices) {
      choice.hidden = !choice.querySelector("input").checked && !plain(choice.textContent).includes(wanted);
    }
  });
  // Enter must not save the page.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.before(field);
}
