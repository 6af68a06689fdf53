// The menu of narrow screens closes when the focus leaves it, so that nothing is worked on behind it.
// It opens and closes without this script.
const menu = document.getElementById("menu");
menu?.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !menu.contains(event.relatedTarget) && menu.matches(":popover-open")) {
    menu.hidePopover();
  }
});
