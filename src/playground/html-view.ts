/** The html of a mail, in a frame that may do nothing (see `frame.ts`). */

import { make, makeButton } from "./element.js";
import type { Engine } from "./engine.js";
import { count, formatSize } from "./number.js";
import type { Frame, Report } from "./protocol.js";

/** Shows the html in a panel; one that is large waits to be asked for. */
export function showHtml(panel: HTMLElement, html: Report["html"], engine: Engine): void {
  if (html === undefined) panel.replaceChildren(make("p", { class: "quiet" }, "This mail has no html."));
  else if ("srcdoc" in html) showFrame(panel, html);
  else showOffer(panel, html.size, engine);
}

function showOffer(panel: HTMLElement, bytes: number, engine: Engine): void {
  const ask = makeButton("Show it all the same", async () => {
    const frame = await engine.ask("frame").catch(() => undefined);
    if (frame !== undefined && ask.isConnected) showFrame(panel, frame);
  });
  const size = `The html with its images is large: ${formatSize(bytes)}.`;
  panel.replaceChildren(make("p", { class: "quiet" }, size), ask);
}

function showFrame(panel: HTMLElement, { srcdoc, remote }: Frame): void {
  // No permission at all: no scripts, no forms, no windows, no origin.
  const frame = make("iframe", { sandbox: "", referrerpolicy: "no-referrer", title: "The html of the mail" });
  frame.srcdoc = srcdoc;
  const kept =
    remote === 0
      ? "Scripts, links and remote images are off."
      : `Scripts, links and remote images are off: ${remote === 1 ? "1 reference was" : `${count(remote)} references were`} not followed.`;
  panel.replaceChildren(make("p", { class: "quiet" }, kept), frame);
}
