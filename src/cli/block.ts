/** A block of bytes that sources are read into, one behind the other, and in which their messages are cut. */

import type { Batch, Item, Place, Source, Trouble } from "./batch.js";
import { BROKEN_OFF, Failure } from "./failure.js";
import { behindPostmark, type Cut, cutMbox, isMbox } from "./mbox.js";
import { visible } from "./terminal.js";

/** How the messages of a source are told apart: an mbox has postmarks, JSON its lines; any other is one message. */
type Form = (bytes: Buffer, from: number, atEnd: boolean) => Cut | number;

const LF = 0x0a;
const cutLine: Form = (bytes, from, atEnd) => {
  const at = bytes.indexOf(LF, from);
  return at < 0 ? cutNothing(bytes, from, atEnd) : { end: at, next: at + 1 };
};
const cutNothing: Form = ({ length }, _from, atEnd) => (atEnd ? { end: length, next: length } : length);

/** Bytes of a block: enough for its way to a thread to cost nothing, few enough for all threads to have some. */
const BLOCK: number = 1 << 20;
/** Of one message fewer than these are held: the largest the library takes has fewer, in base64 and with line ends, too. */
const LARGEST: number = 128 << 20;
/** What is kept before the place where the search for the end goes on: it may be the empty line before a postmark. */
const KEPT = 4;
/** As many bytes tell whether a source is an mbox, or goes on as one. */
const HEAD = 7;

/** A block being filled, and how far the source is that fills it. */
export class Block {
  #bytes: Buffer = Buffer.allocUnsafeSlow(BLOCK);
  #used = 0;
  #items: Item[] = [];
  #source = "";
  #resumed = false;
  #form: Form | undefined;
  #index = 0;
  /** The offset in the source of the first byte of the block. */
  #origin = 0;
  /** Where the message being read begins, and where its end is looked for. */
  #start = 0;
  #from = 0;
  /** The place of a message too large to be held, whose end has not come yet. */
  #lost: Place | undefined;

  /** How many messages are whole. */
  get items(): number {
    return this.#items.length;
  }

  /** Where the next bytes of the source go. */
  get room(): Uint8Array {
    return this.#bytes.subarray(this.#used);
  }

  /** Begins a source behind the one before. */
  begin({ name, from }: Source, lines: boolean): void {
    this.#source = name;
    this.#resumed = from !== undefined && !lines;
    this.#form = lines ? cutLine : undefined;
    this.#index = from?.index ?? 0;
    this.#start = this.#from = this.#used;
    this.#origin = (from?.offset ?? 0) - this.#used;
    this.#lost = undefined;
  }

  /**
   * Takes in bytes that were put into the room, and cuts the messages that are whole.
   *
   * @throws {Failure} where a source to go on with has changed.
   */
  add(count: number, atEnd: boolean): void {
    this.#used += count;
    if (this.#form === undefined) {
      if (this.#used - this.#start < HEAD && !atEnd) return;
      this.#form = this.#resumed ? this.#goOn() : this.#tellForm();
    }
    const bytes = this.#bytes.subarray(0, this.#used);
    while (this.#start < this.#used) {
      const cut = this.#form(bytes, this.#from, atEnd);
      if (typeof cut === "number") {
        this.#from = cut;
        return;
      }
      this.#items.push(this.#lost === undefined ? this.#item(cut.end) : this.#tooLarge(this.#lost, cut.end));
      this.#lost = undefined;
      this.#index++;
      this.#start = this.#from = cut.next;
    }
  }

  /** The messages there are; the beginning of the next one moves to a block of its own. */
  take(): Batch {
    const batch = { bytes: this.#bytes, items: this.#items };
    const rest = this.#bytes.subarray(this.#start, this.#used);
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(BLOCK, Math.min(2 * rest.length, LARGEST)));
    this.#bytes.set(rest);
    this.#items = [];
    this.#shift(this.#start);
    return batch;
  }

  /** Makes room in a block that is full of one message. */
  makeRoom(): void {
    if (this.#used - this.#start >= LARGEST) {
      this.#lost ??= this.#place(this.#used);
      this.#start = Math.max(this.#start, this.#from - KEPT);
    }
    if (this.#start > 0) {
      this.#bytes.copyWithin(0, this.#start, this.#used);
      this.#shift(this.#start);
    } else {
      const larger = Buffer.allocUnsafeSlow(Math.min(2 * this.#bytes.length, LARGEST));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
  }

  /** Gives up the source: what was read of a message is none. */
  abandon(trouble: Trouble): void {
    this.#used = this.#start;
    this.#items.push({ place: { source: this.#source }, trouble });
  }

  #shift(by: number): void {
    this.#used -= by;
    this.#from -= by;
    this.#start -= by;
    this.#origin += by;
  }

  #head(): string {
    return this.#bytes.toString("latin1", this.#start, Math.min(this.#used, this.#start + HEAD));
  }

  #tellForm(): Form {
    const head = this.#head();
    // An empty file is a message without a field or text; an empty mailbox is one without messages.
    if (head === "" && !/^-$|\.mbox$/i.test(this.#source)) this.#items.push(this.#item(this.#used));
    return isMbox(Buffer.from(head, "latin1")) ? cutMbox : cutNothing;
  }

  /** Behind the last message that was done there is another one, or nothing. */
  #goOn(): Form {
    const head = this.#head();
    const emptyLine = /^\r?\n/.exec(head)?.[0].length ?? 0;
    this.#start = this.#from = this.#start + emptyLine;
    if (head.length === emptyLine || head.startsWith("From ", emptyLine)) return cutMbox;
    throw new Failure(BROKEN_OFF, `Cannot go on with "${visible(this.#source)}": it is not what it was`);
  }

  #item(end: number): Item {
    const start = this.#contentStart(end);
    return { place: this.#place(end), start };
  }

  #contentStart(end: number): number {
    return this.#form === cutMbox ? behindPostmark(this.#bytes, this.#start, end) : this.#start;
  }

  #place(end: number): Place {
    const content = this.#contentStart(end);
    const place = {
      source: this.#source,
      index: this.#index,
      offset: this.#origin + content,
      length: end - content,
    };
    if (content === this.#start) return place;
    return { ...place, postmark: this.#bytes.toString("utf8", this.#start, content).trimEnd() };
  }

  #tooLarge(lost: Place, end: number): Item {
    const place = { ...lost, length: this.#origin + end - lost.offset };
    const message = `Cannot read the message: ${place.length} bytes are too many`;
    return { place, trouble: { code: "input-too-large", message } };
  }
}
