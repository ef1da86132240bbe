/** The page's side of a worker: questions asked, answers awaited. */

import type { Answer, Calls, Question } from "./protocol.js";

/** The text of the worker, put here when the page is bundled. */
declare const WORKER: string;

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (reason: Error) => void;
}

export class Engine {
  #worker: Worker | undefined;
  #last = 0;
  readonly #waiting = new Map<number, Waiting>();

  /**
   * Asks the worker; it answers one question after the other.
   *
   * @returns What it found; rejected with an Error whose message can be shown.
   */
  ask<K extends keyof Calls>(call: K, ...given: Parameters<Calls[K]>): Promise<ReturnType<Calls[K]>> {
    this.#worker ??= this.#start();
    const question: Question<K> = { id: ++this.#last, call, given };
    this.#worker.postMessage(question);
    return new Promise((resolve, reject) => this.#waiting.set(question.id, { resolve, reject }));
  }

  /** Drops what is being worked on, and what was opened: the next question finds a fresh worker. */
  restart(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting.clear();
  }

  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  #start(): Worker {
    const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
    const worker = new Worker(url, { name: "gmail-mime" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.#settle(data));
    worker.addEventListener("error", (event) => this.#break(event.message));
    return worker;
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("failure" in answer) waiting?.reject(new Error(answer.failure));
    else waiting?.resolve(answer.result as never);
  }

  /** The worker itself is gone, as when memory ran out. */
  #break(reason: string): void {
    const waiting = [...this.#waiting.values()];
    this.restart();
    for (const { reject } of waiting)
      reject(new Error(`The reader stopped: ${reason || "it ran out of memory"}.`));
  }
}
