/** Numbers that look random and are the same in every run, so that every run measures the same messages. */

export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0 || 1; // all zeros would stay zeros
  }

  /** The next 32 bits: xorshift with the shifts 13, 17, 5. */
  #next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x;
    return x >>> 0;
  }

  /** A whole number from 0 to `n` - 1. */
  below(n: number): number {
    return this.#next() % n;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  bytes(size: number): Uint8Array {
    const words = new Uint32Array(Math.ceil(size / 4));
    for (let i = 0; i < words.length; i++) words[i] = this.#next();
    return new Uint8Array(words.buffer, 0, size);
  }

  /** Letters and digits, as ids, keys and boundaries have them. */
  token(length: number, alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"): string {
    let token = "";
    while (token.length < length) token += alphabet.charAt(this.below(alphabet.length));
    return token;
  }
}
