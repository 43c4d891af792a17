import {escapeHtml} from "../core/escapeHtml.js";
import type {FilmParts} from "./film.js";

/**
 * A fragment of HTML: one still picture, and a script that puts the moving drawing and its controls in its place. Every
 * number comes from the library's steps; the script exchanges, shows and hides. Viewers that strip scripts keep the still.
 *
 * @param svg  The whole drawing at the first step.
 * @param still  Markup of the still picture.
 */
export function filmPage({steps, control}: FilmParts, svg: string, start: number, still: string): string {
  // `<` would end the script early or open a comment in it.
  const json = JSON.stringify({start, steps, control, svg}).replaceAll("<", "\\u003c");
  const id = `kb-film-${fingerprint(json)}`;
  return [
    `<figure id="${id}" style="margin:0">`,
    still,
    "</figure>",
    `<script>(${SCRIPT})(${JSON.stringify(id)}, ${json});</script>`,
  ].join("\n");
}

/** The still picture as a PNG inside the page, `width` units wide. */
export function stillImage(pngBase64: string, alt: string, width: number): string {
  return `<img src="data:image/png;base64,${pngBase64}" alt="${escapeHtml(alt)}" width="${width}" style="max-width:100%;height:auto">`;
}

/** A short name that depends on the content only: FNV-1a, 32 bits. */
function fingerprint(content: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < content.length; i++) hash = Math.imul(hash ^ content.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** Runs in the page, so it is plain JavaScript in a text. The id may occur twice where a cell's output is copied. */
const SCRIPT = `function (id, data) {
  for (const figure of document.querySelectorAll("#" + id + ":not([data-ready])")) {
    figure.dataset.ready = "";
    figure.innerHTML = '<div style="overflow-x:auto">' + data.svg + "</div>";
    // On a narrow screen the drawing scrolls rather than shrink until its numbers cannot be read.
    const drawing = figure.querySelector("svg");
    drawing.style.minWidth = Math.min(drawing.width.baseVal.value, 560) + "px";
    const moving = figure.querySelector(".kb-moving");
    const values = figure.querySelectorAll(".kb-value");
    const last = data.steps.length - 1;
    const make = (tag, settings) => Object.assign(document.createElement(tag), settings);
    const bar = make("div", {role: "group", ariaLabel: data.control});
    bar.style.cssText = "display:flex;flex-wrap:wrap;gap:8px;align-items:center;margin-top:8px;max-width:720px";
    const button = (label, action) => {
      const made = make("button", {type: "button", textContent: label, onclick: action});
      made.style.cssText = "min-height:32px;min-width:72px;padding:4px 12px;font:inherit;color:inherit;background:transparent;border:1px solid currentColor;border-radius:4px;cursor:pointer";
      bar.append(made);
      return made;
    };
    let step = data.start;
    let timer;
    const pause = () => {
      clearInterval(timer);
      timer = undefined;
      play.textContent = "Play";
    };
    const go = to => {
      step = Math.max(0, Math.min(last, to));
      const now = data.steps[step];
      moving.innerHTML = now.moving;
      values.forEach((value, n) => { value.style.visibility = n <= step ? "visible" : "hidden"; });
      slider.value = String(step);
      const words = "Step " + (step + 1) + " of " + (last + 1) + ". " + now.words + ".";
      slider.setAttribute("aria-valuetext", words);
      status.textContent = words;
    };
    const jump = to => { pause(); go(to); };
    button("Back", () => jump(step - 1));
    const play = button("Play", () => {
      if (timer) return pause();
      if (step === last) go(0);
      play.textContent = "Pause";
      timer = setInterval(() => {
        if (step === last || !figure.isConnected) pause();
        else go(step + 1);
      }, 900);
    });
    button("Next", () => jump(step + 1));
    const slider = make("input", {type: "range", min: "0", max: String(last), step: "1", ariaLabel: "Step"});
    slider.style.cssText = "flex:1 1 160px;min-height:32px";
    slider.oninput = () => jump(Number(slider.value));
    // The slider knows these keys by itself; the buttons beside it should too.
    bar.onkeydown = event => {
      const to = {ArrowLeft: step - 1, ArrowRight: step + 1, Home: 0, End: last}[event.key];
      if (to === undefined || event.target === slider) return;
      event.preventDefault();
      event.stopPropagation();
      jump(to);
    };
    const status = make("p", {});
    status.style.cssText = "margin:4px 0 0;flex-basis:100%";
    status.setAttribute("aria-live", "polite");
    bar.append(slider, status);
    figure.append(bar);
    go(step);
  }
}`;
