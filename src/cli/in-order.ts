/** Work that ends in any order and is taken up in the order it began, with no more of it under way than has room. */

export class InOrder {
  readonly #room: number;
  #used = 0;
  #last: Promise<void> = Promise.resolve();
  #failed = false;
  #wake: () => void = () => {};

  /** @param room - How much may be under way; one piece of work may be, whatever its size. */
  constructor(room: number) {
    this.#room = room;
  }

  /** Waits for room. @throws What made work fail. */
  async hasRoom(size: number): Promise<void> {
    while (this.#used > 0 && this.#used + size > this.#room && !this.#failed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#failed) await this.#last;
  }

  /** Adds work that is under way; `takeUp` gets what comes of it, after all that was added before was taken up. */
  add<T>(size: number, work: Promise<T>, takeUp: (result: T) => Promise<void>): void {
    this.#used += size;
    work.catch(() => {}); // it is told when its turn comes
    this.#last = this.#last.then(async () => {
      await takeUp(await work);
      this.#used -= size;
      this.#wake();
    });
    this.#last.catch(() => {
      this.#failed = true;
      this.#wake();
    });
  }

  /** Waits for all of it. @throws What made work fail. */
  async end(): Promise<void> {
    await this.#last;
  }
}
