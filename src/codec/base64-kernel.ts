/** Base64 written, and its letters counted, by WebAssembly, 16 at a time, where the runtime lets it load (RFC 2045 §6.8). */

import { WebAssembly } from "../bytes/runtime.js";

/**
 * The module, assembled from this text:
 *
 * ```wat
 * (module (memory (export "m") 3)
 *  (func (export "e") (param $s i32) (param $end i32) (param $d i32) (local $i i32) (local $v v128)
 *   (loop $line ;; 57 bytes at $s are 76 letters and CRLF at $d
 *    (local.set $i (i32.const 0))
 *    (loop $group ;; 12 bytes are 16 letters; the fifth group ends with the line, over the last letters of the fourth
 *     (local.set $v (i8x16.swizzle
 *      (v128.load (i32.add (local.get $s) (select (i32.const 45)
 *       (i32.mul (local.get $i) (i32.const 12)) (i32.eq (local.get $i) (i32.const 4)))))
 *      (v128.const i8x16 1 0 2 1 4 3 5 4 7 6 8 7 10 9 11 10))) ;; three bytes in each four, the middle one twice
 *     (local.set $v (v128.or ;; six bits in each byte
 *      (v128.or
 *       (v128.and (i32x4.shr_u (local.get $v) (i32.const 10)) (v128.const i32x4 0x3f 0x3f 0x3f 0x3f))
 *       (v128.and (i32x4.shl (local.get $v) (i32.const 4)) (v128.const i32x4 0x3f00 0x3f00 0x3f00 0x3f00)))
 *      (v128.or
 *       (v128.and (i32x4.shr_u (local.get $v) (i32.const 6))
 *        (v128.const i32x4 0x3f0000 0x3f0000 0x3f0000 0x3f0000))
 *       (v128.and (i32x4.shl (local.get $v) (i32.const 8))
 *        (v128.const i32x4 0x3f000000 0x3f000000 0x3f000000 0x3f000000)))))
 *     (v128.store
 *      (i32.add (local.get $d) (select (i32.const 60)
 *       (i32.mul (local.get $i) (i32.const 16)) (i32.eq (local.get $i) (i32.const 4))))
 *      (i8x16.add (local.get $v) ;; how far each letter is from its number, by its range: 0 to 25 are the 13th
 *       (i8x16.swizzle (v128.const i8x16 71 -4 -4 -4 -4 -4 -4 -4 -4 -4 -4 -19 -16 65 0 0)
 *        (v128.or (i8x16.sub_sat_u (local.get $v) (i8x16.splat (i32.const 51)))
 *         (v128.and (i8x16.lt_u (local.get $v) (i8x16.splat (i32.const 26))) (i8x16.splat (i32.const 13)))))))
 *     (br_if $group (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5))))
 *    (i32.store16 offset=76 (local.get $d) (i32.const 0x0a0d))
 *    (local.set $d (i32.add (local.get $d) (i32.const 78)))
 *    (br_if $line (i32.lt_u (local.tee $s (i32.add (local.get $s) (i32.const 57))) (local.get $end)))))
 *  (func (export "c") (param $s i32) (param $end i32) (result i32) (local $n i32) (local $v v128) (local $letter v128)
 *   (loop $next ;; how many letters stand from $s on; -1 when there is more than letters and blanks
 *    (local.set $v (v128.load (local.get $s)))
 *    (local.set $letter (v128.or
 *     (i8x16.lt_u ;; "+" is 0x2b, "/" and the digits are 0x2f to 0x39
 *      (i8x16.sub (local.get $v) (i8x16.splat (i32.const 0x2f))) (i8x16.splat (i32.const 11)))
 *     (v128.or
 *      (i8x16.eq (local.get $v) (i8x16.splat (i32.const 0x2b)))
 *      (i8x16.lt_u
 *       (i8x16.sub (v128.or (local.get $v) (i8x16.splat (i32.const 0x20))) (i8x16.splat (i32.const 0x61)))
 *       (i8x16.splat (i32.const 26))))))
 *    (if (i32.eqz (i8x16.all_true (v128.or (local.get $letter) (v128.or
 *      (v128.or
 *       (i8x16.eq (local.get $v) (i8x16.splat (i32.const 13)))
 *       (i8x16.eq (local.get $v) (i8x16.splat (i32.const 10))))
 *      (v128.or
 *       (i8x16.eq (local.get $v) (i8x16.splat (i32.const 32)))
 *       (i8x16.eq (local.get $v) (i8x16.splat (i32.const 9))))))))
 *     (then (return (i32.const -1))))
 *    (local.set $n (i32.add (local.get $n) (i32.popcnt (i8x16.bitmask (local.get $letter)))))
 *    (br_if $next (i32.lt_u (local.tee $s (i32.add (local.get $s) (i32.const 16))) (local.get $end))))
 *   (local.get $n)))
 * ```
 */
const MODULE =
  "0061736d01000000010d0260037f7f7f0060027f7f017f03030200010503010003070d03016d02000165000001630001" +
  "0aac03029a0202017f017b03404100210303402000412d2003410c6c20034104461b6afd000400fd0c01000201040305" +
  "04070608070a090b0afd0e21042004410afdad01fd0c3f0000003f0000003f0000003f000000fd4e20044104fdab01fd" +
  "0c003f0000003f0000003f0000003f0000fd4efd5020044106fdad01fd0c00003f0000003f0000003f0000003f00fd4e" +
  "20044108fdab01fd0c0000003f0000003f0000003f0000003ffd4efd50fd5021042002413c200341106c20034104461b" +
  "6a2004fd0c47fcfcfcfcfcfcfcfcfcfcedf041000020044133fd0ffd732004411afd0ffd26410dfd0ffd4efd50fd0efd" +
  "6efd0b0400200341016a22034105490d000b2002418d143b014c200241ce006a2102200041396a22002001490d000b0b" +
  "8d0102017f027b03402000fd00040021032003412ffd0ffd71410bfd0ffd262003412bfd0ffd2320034120fd0ffd5041" +
  "e100fd0ffd71411afd0ffd26fd50fd50210420042003410dfd0ffd232003410afd0ffd23fd5020034120fd0ffd232003" +
  "4109fd0ffd23fd50fd50fd50fd63450440417f0f0b20022004fd64696a2102200041106a22002001490d000b20020b";

interface Kernel {
  readonly m: { readonly buffer: ArrayBuffer };
  /** Encodes the lines from `source` up to `end`, each with its CRLF, to `target`. */
  e(source: number, end: number, target: number): void;
  /** Counts the letters from `source` up to `end`, a multiple of 16 further on; -1 when more than blanks stands between. */
  c(source: number, end: number): number;
}

const LINE_CONTENT = 57;
const LINE_WRITTEN = 78;
/** As many lines as fit, in and out, into the memory of the module; they stay in the processor's cache. */
const STROKE = LINE_CONTENT * 840;
/** Where lines are written, clear of the bytes that are read a little past the last line. */
const TARGET = STROKE + 64;

let kernel: Kernel | undefined;
let refused = false;

/** The module, loaded when it is first needed; `undefined` where there is none, no SIMD, or a page forbids it. */
function loadKernel(): Kernel | undefined {
  if (kernel !== undefined || refused || WebAssembly === undefined) return kernel;
  try {
    const bytes = Uint8Array.from(MODULE.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
    kernel = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
  } catch {
    refused = true;
  }
  return kernel;
}

/**
 * Writes the lines of all bytes but those of the last line, each with its CRLF.
 *
 * @returns How many lines were written: 0 where the module cannot be loaded.
 */
export function writeLinesBySimd(bytes: Uint8Array, target: Uint8Array, at: number): number {
  const loaded = loadKernel();
  if (loaded === undefined) return 0;
  const memory = new Uint8Array(loaded.m.buffer);
  const lines = Math.max(0, Math.ceil(bytes.length / LINE_CONTENT) - 1);
  const whole = lines * LINE_CONTENT;
  for (let from = 0, to = at; from < whole; from += STROKE) {
    const end = Math.min(whole, from + STROKE);
    memory.set(bytes.subarray(from, end));
    loaded.e(0, end - from, TARGET);
    const written = ((end - from) / LINE_CONTENT) * LINE_WRITTEN;
    target.set(memory.subarray(TARGET, TARGET + written), to);
    to += written;
  }
  return lines;
}

/** As much as is counted at once. */
export const COUNTED = 65536;

/**
 * Counts the letters of base64 in a stretch of at most {@link COUNTED} bytes, a multiple of 16.
 *
 * @returns -1 where it holds more than letters and blanks, or the module cannot be loaded.
 */
export function countLettersBySimd(bytes: Uint8Array, from: number, to: number): number {
  const loaded = loadKernel();
  if (loaded === undefined) return -1;
  new Uint8Array(loaded.m.buffer).set(bytes.subarray(from, to));
  return loaded.c(0, to - from);
}
