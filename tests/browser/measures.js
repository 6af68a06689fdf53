// What can be measured of a page from within it. Evaluated once a page; each measure returns what is wrong,
// as texts that name the element.
(() => {
  const INTERACTIVE =
    'a[href], button, input:not([type="hidden"]), select, textarea, summary, [tabindex]:not([tabindex^="-"])';

  const named = (element) => {
    const id = element.id ? `#${element.id}` : "";
    const classes = [...element.classList].map((name) => `.${name}`).join("");
    const text = (element.innerText || element.getAttribute("aria-label") || "").trim().replace(/\s+/g, " ");
    return `${element.localName}${id}${classes} “${text.slice(0, 40)}”`;
  };

  const isVisible = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
    element.getClientRects().length > 0;

  const isEnabled = (element) => !element.matches(":disabled") && !element.closest("[inert]");

  /** Inside something that scrolls by itself, as wide tables do. */
  const scrollerOf = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return box;
    }
    return null;
  };

  const interactive = (root = document) =>
    [...root.querySelectorAll(INTERACTIVE)].filter((element) => isVisible(element) && isEnabled(element));

  /** Wider than the window. */
  const tooWide = () => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const sticksOut = (element) => {
      const { left, right } = element.getBoundingClientRect();
      return (right > clientWidth + 1 || left < -1) && isVisible(element) && !scrollerOf(element);
    };
    const culprits = [...document.body.querySelectorAll("*")].filter(sticksOut);
    const innermost = culprits.filter((one) => !culprits.some((other) => other !== one && one.contains(other)));
    return [`${scrollWidth - clientWidth} px too wide: ${innermost.slice(0, 3).map(named).join(", ")}`];
  };

  /** Text that its box cuts off. Boxes of a pixel are texts for screen readers. */
  const clipped = () =>
    [...document.body.querySelectorAll("*")]
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
        const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
        if (clientWidth <= 1 || clientHeight <= 1 || !isVisible(element) || !element.innerText?.trim()) return false;
        return (
          (cuts(overflowX) && scrollWidth > clientWidth + 1) || (cuts(overflowY) && scrollHeight > clientHeight + 1)
        );
      })
      .map((element) => `cut off: ${named(element)}`);

  /** What can be pressed: the element with all in it, and for a box to tick its label. */
  const targetBox = (element) => {
    const parts = [element, ...element.querySelectorAll("*"), ...(element.labels || [])].filter(
      (part) => part.getClientRects().length,
    );
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const left = Math.min(...boxes.map((box) => box.left));
    const top = Math.min(...boxes.map((box) => box.top));
    const right = Math.max(...boxes.map((box) => box.right));
    const bottom = Math.max(...boxes.map((box) => box.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };

  /** Whether its line holds other text than that of links: then the line's height decides on its own. */
  const isInSentence = (element) => {
    if (!getComputedStyle(element).display.startsWith("inline")) return false;
    let block = element.parentElement;
    while (block && getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement, data } = walker.currentNode;
      if (/[\p{L}\p{N}]/u.test(data) && !parentElement.closest(INTERACTIVE) && isVisible(parentElement)) {
        let own = parentElement;
        while (own !== block && getComputedStyle(own).display.startsWith("inline")) own = own.parentElement;
        if (own === block) return true;
      }
    }
    return false;
  };

  /**
   * WCAG 2.5.8: 24 by 24 CSS pixels, or in a sentence, or a circle of 24 around it that meets no other target, or
   * another link to the same place of which this is true (a country on a map, and in the table below it).
   */
  const smallTargets = (part = "html") => {
    const SIZE = 24;
    const targets = interactive(document.querySelector(part))
      .filter((element) => !element.matches("[tabindex]:not(a, button, input, select, textarea, summary)"))
      .map((element) => ({ element, box: targetBox(element) }))
      .filter(({ box }) => box.bottom + scrollY > 0 && box.right + scrollX > 0);
    const isSmall = ({ box }) => Math.round(box.width) < SIZE || Math.round(box.height) < SIZE;
    const middle = ({ box }) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const distance = ([x, y], box) =>
      Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    const meets = (one, other) => {
      const [x, y] = middle(one);
      if (distance([x, y], other.box) < SIZE / 2) return true;
      const [otherX, otherY] = middle(other);
      return isSmall(other) && Math.hypot(x - otherX, y - otherY) < SIZE;
    };
    const fails = (target) =>
      isSmall(target) &&
      !isInSentence(target.element) &&
      targets.some((other) => other !== target && meets(target, other));
    const address = ({ element }) => element.getAttribute("href");
    const failing = targets.filter(fails);
    const large = new Set(targets.filter((target) => !failing.includes(target)).map(address));
    return failing
      .filter((target) => !address(target) || !large.has(address(target)))
      .map(({ element, box }) => `${Math.round(box.width)} × ${Math.round(box.height)} px: ${named(element)}`);
  };

  /** WCAG 1.4.12, as a reader's own style sheet would set it. */
  const spaceText = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  };

  const withSpacedText = () => {
    const undo = spaceText();
    const found = [...tooWide(), ...clipped()];
    undo();
    return found;
  };

  /** A change of colours may fade in. */
  const finishAnimations = () => {
    for (const animation of document.getAnimations()) {
      if (animation.effect.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  };

  /** Down to the end and back up, as a reader does; waits for the pictures that this loads. */
  const scrollThrough = async () => {
    const frame = () => new Promise(requestAnimationFrame);
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight * 0.8) {
      scrollTo({ top, behavior: "instant" });
      await frame();
      await frame();
    }
    const loading = [...document.images].filter((image) => !image.complete);
    const loaded = loading.map((image) => new Promise((done) => (image.onload = image.onerror = done)));
    await Promise.race([Promise.all(loaded), new Promise((done) => setTimeout(done, 3000))]);
    scrollTo({ top: 0, behavior: "instant" });
    await frame();
    await frame();
  };

  const layoutShift = () =>
    new Promise((resolve) => {
      let sum = 0;
      const observer = new PerformanceObserver((list) => {
        for (const { value, hadRecentInput } of list.getEntries()) sum += hadRecentInput ? 0 : value;
      });
      observer.observe({ type: "layout-shift", buffered: true });
      // What is buffered is delivered as a task of its own.
      setTimeout(() => {
        observer.disconnect();
        resolve(sum);
      }, 50);
    });

  // The keyboard's stops, in the order of the document.

  const looks = new WeakMap();
  let expected = [];

  /** Of a group of radio buttons Tab reaches the chosen one, else the first. */
  const radioStop = (element) => {
    const group = `input[type=radio][name="${CSS.escape(element.name)}"]`;
    return document.querySelector(`${group}:checked`) ?? document.querySelector(group);
  };

  const isStop = (element) =>
    element.tabIndex >= 0 &&
    !(element.type === "radio" && element.name && radioStop(element) !== element) &&
    !(element.localName === "summary" && element.parentElement.querySelector("summary") !== element);

  /** To be called with the focus nowhere: what Tab has to reach. */
  const expectStops = () => {
    expected = interactive().filter(isStop);
    for (const element of document.querySelectorAll("*")) {
      looks.set(element, getComputedStyle(element).boxShadow);
    }
    return expected.length;
  };

  const isInView = (element) => {
    const box = [...element.getClientRects()].find(({ width, height }) => width && height);
    if (!box) return false;
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    // Of something larger than the window, any part will do.
    const within = (value, size) => Math.min(Math.max(value, 1), size - 2);
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return false;
    const found = document.elementFromPoint(within(x, innerWidth), within(y, innerHeight));
    return Boolean(found) && (element.contains(found) || found.contains(element) || found.closest("label")?.control === element);
  };

  const hasIndicator = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== looks.get(element);
  };

  /** Where the focus is: its place among the expected stops, and what is wrong with it; null if nowhere. */
  const stop = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const wrong = [];
    finishAnimations();
    if (!hasIndicator(element)) wrong.push(`no sign of the focus: ${named(element)}`);
    if (!isInView(element)) wrong.push(`focused out of sight: ${named(element)}`);
    return { place: expected.indexOf(element), name: named(element), wrong };
  };

  const stopNames = () => expected.map(named);

  window.measures = {
    clipped, expectStops, finishAnimations, layoutShift, scrollThrough, smallTargets, stop, stopNames, tooWide, withSpacedText,
  };
})();
