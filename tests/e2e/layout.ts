// What is wrong with how a page is laid out: text that is cut off or lies on other text, and a page that scrolls sideways.

import type { Page } from "@playwright/test";

/** The faults, each as a sentence. */
export async function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    for (const element of [document.documentElement, document.body, ...document.querySelectorAll("main")]) {
      const wider = element.scrollWidth - element.clientWidth;
      if (wider > 1) faults.push(`<${element.localName}> scrolls sideways by ${wider} pixels`);
    }

    interface Text {
      element: Element;
      words: string;
      box: DOMRect;
    }
    const texts: Text[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const [element, words] = [node.parentElement, node.textContent?.trim() ?? ""];
      if (!element || words === "" || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const seen = visible(element, range.getBoundingClientRect());
      if (seen === "not meant to be seen") continue;
      if (seen === "cut off") faults.push(`“${words}” is cut off`);
      // Each line by itself, because text flows around what stands beside it.
      else for (const box of range.getClientRects()) texts.push({ element, words, box });
    }
    texts.forEach((one, at) => {
      for (const other of texts.slice(at + 1)) {
        if (one.element !== other.element && overlap(one.box, other.box) && layer(one.element) === layer(other.element)) {
          faults.push(`“${one.words}” and “${other.words}” lie on each other`);
        }
      }
    });
    return [...new Set(faults)];

    /** Whether a text can be read: where it ends in dots, its title must say all of it. */
    function visible(element: Element, box: DOMRect): "seen" | "cut off" | "not meant to be seen" {
      // What waits outside of the page, such as the link that skips the navigation, comes in with the focus.
      if (box.right <= 0) return "not meant to be seen";
      const hasTitle = element.closest("[title]") !== null;
      for (let around: Element | null = element; around; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.clipPath !== "none") return "not meant to be seen";
        if (style.display === "inline") continue;
        const frame = around.getBoundingClientRect();
        // For screen readers alone.
        if (frame.width <= 1 || frame.height <= 1) return "not meant to be seen";
        const isCut = (overflow: string) => overflow === "hidden" || overflow === "clip";
        const sideways = isCut(style.overflowX) && (box.left < frame.left - 1 || box.right > frame.right + 1);
        const down = isCut(style.overflowY) && (box.top < frame.top - 2 || box.bottom > frame.bottom + 2);
        if ((sideways || down) && !(style.textOverflow === "ellipsis" && hasTitle)) return "cut off";
        // What lies outside of a frame that scrolls can be scrolled to, and what is outside says nothing of it.
        if (style.overflowX !== "visible" || style.overflowY !== "visible") return "seen";
      }
      return box.left < -1 || box.right > innerWidth + 1 ? "cut off" : "seen";
    }

    /** What scrolls together lies side by side; what floats above it may lie on it. */
    function layer(element: Element): Element {
      for (let around: Element | null = element; around; around = around.parentElement) {
        const { position, overflowY } = getComputedStyle(around);
        if (position === "fixed" || position === "sticky" || overflowY === "auto" || overflowY === "scroll") return around;
      }
      return document.body;
    }

    function overlap(one: DOMRect, other: DOMRect): boolean {
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // Boxes of lines are higher than their letters.
      return across > 2 && down > Math.min(one.height, other.height) / 3;
    }
  });
}
