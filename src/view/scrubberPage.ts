import {escapeHtml} from "../core/escapeHtml.js";
import {MOVING, type ScrubberDrawing} from "./scrubberDrawing.js";

/**
 * A fragment of HTML: one still picture, and a script that puts the moving drawing and its controls in its place. Every
 * number comes from the library's steps; the script moves, shows and hides. Viewers that strip scripts keep the still.
 *
 * @param still  Markup of the still picture.
 */
export function scrubberPage(drawing: ScrubberDrawing, start: number, still: string): string {
  const data = {start, steps: drawing.steps, svg: drawing.still(start).svg, moving: MOVING};
  // `<` would end the script early or open a comment in it.
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  const id = `kb-scrubber-${fingerprint(json)}`;
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
    figure.innerHTML = data.svg;
    const all = name => Array.from(figure.querySelectorAll("." + data.moving[name]));
    const [windows, places, values, lines] = ["window", "place", "value", "line"].map(all);
    const last = data.steps.length - 1;
    const make = (tag, settings) => Object.assign(document.createElement(tag), settings);
    const bar = make("div", {role: "group", ariaLabel: "Move the window"});
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
      windows[0].setAttribute("transform", "translate(" + now.window.join(" ") + ")");
      places[0].setAttribute("transform", "translate(" + now.place.join(" ") + ")");
      values.forEach((value, n) => { value.style.visibility = n <= step ? "visible" : "hidden"; });
      lines.forEach((line, n) => { line.textContent = now.lines[n]; });
      slider.value = String(step);
      const words = "Step " + (step + 1) + " of " + (last + 1) + ". " + now.words + ".";
      slider.setAttribute("aria-valuetext", words);
      status.textContent = words;
    };
    button("Back", () => { pause(); go(step - 1); });
    const play = button("Play", () => {
      if (timer) return pause();
      if (step === last) go(0);
      play.textContent = "Pause";
      timer = setInterval(() => {
        if (step === last || !figure.isConnected) pause();
        else go(step + 1);
      }, 900);
    });
    button("Next", () => { pause(); go(step + 1); });
    const slider = make("input", {type: "range", min: "0", max: String(last), step: "1", ariaLabel: "Place of the window"});
    slider.style.cssText = "flex:1 1 160px;min-height:32px";
    slider.oninput = () => { pause(); go(Number(slider.value)); };
    const status = make("p", {});
    status.style.cssText = "margin:4px 0 0;flex-basis:100%";
    status.setAttribute("aria-live", "polite");
    bar.append(slider, status);
    figure.append(bar);
    go(step);
  }
}`;
