// The finder's list follows the choices without a new page: what the server prints for an address is fetched, and
// the parts that changed are put in their place. Focus, history and the number found stay right. It works without
// this script, as a form and links; where anything goes wrong, the browser goes to the address itself.
const PARTS = ["found", "facets", "languages"];
const form = document.getElementById("finder");
const announcer = document.getElementById("number-found");
const panel = document.getElementById("filters");

let underway;
let shown = location.pathname + location.search;

// history: "push" what was chosen, "replace" while words are typed, null where the browser has gone there itself.
async function show(address, { history: way = "push", focus = null } = {}) {
  underway?.abort();
  underway = new AbortController();
  const found = document.getElementById("found");
  found.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(address, { signal: underway.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(response.status);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (way) history[`${way}State`](null, "", address);
    shown = address;
    replaceParts(page);
    document.title = page.title;
    if (!way) form.elements.q.value = page.getElementById("q").value;
    announcer.textContent = document.getElementById("results").textContent;
    document.getElementById("found-in-panel").textContent = announcer.textContent;
    if (focus) {
      const goal = document.getElementById(focus);
      goal.focus({ preventScroll: true });
      goal.scrollIntoView({ block: "start" });
    }
  } catch (error) {
    if (error.name !== "AbortError") location.assign(address);
  }
}

function replaceParts(page) {
  const focused = document.activeElement;
  const opened = [...form.querySelectorAll("details[open]")].map((details) => details.id);
  const scrolled = [...form.querySelectorAll(".options")].map((list) => [list.id, list.scrollTop]);
  for (const id of PARTS) document.getElementById(id).replaceWith(page.getElementById(id));
  for (const id of opened) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, top] of scrolled) document.getElementById(id)?.scrollTo(0, top);
  if (document.contains(focused)) return;
  const again = focused.matches("summary")
    ? document.querySelector(`#${CSS.escape(focused.parentElement.id)} > summary`)
    : focused.name && form.querySelector(`[name="${CSS.escape(focused.name)}"][value="${CSS.escape(focused.value)}"]`);
  (again || document.getElementById("results")).focus({ preventScroll: true });
}

function addressOfForm() {
  const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const query = chosen.toString();
  return location.pathname + (query ? `?${query}` : "");
}

if (form) {
  let waiting;
  for (const list of form.querySelectorAll(".options")) {
    const chosen = list.querySelector(":checked")?.closest("li");
    if (chosen) list.scrollTo(0, chosen.offsetTop - list.firstElementChild.offsetTop);
  }
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    const typed = event.target.type === "search";
    waiting = setTimeout(() => show(addressOfForm(), { history: typed ? "replace" : "push" }), typed ? 400 : 0);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    panel.hidePopover?.();
    show(addressOfForm(), { focus: "results" });
  });
  document.getElementById("main").addEventListener("click", (event) => {
    const link = event.target.closest("#found a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return;
    event.preventDefault();
    show(link.pathname + link.search, { focus: "results" });
  });
  addEventListener("popstate", () => {
    // A jump within the page is one, too.
    const address = location.pathname + location.search;
    if (address !== shown) show(address, { history: null });
  });
  // What lies behind the open panel is not to be worked on unseen.
  panel.addEventListener("focusout", (event) => {
    const goal = event.relatedTarget;
    if (goal && !panel.contains(goal) && panel.matches(":popover-open")) panel.hidePopover();
  });
}
