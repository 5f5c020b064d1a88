/** Numbers from 0 up to 1 that are the same for the same seed and stream, and unlike for others. */
export function randomNumbers(seed: number, stream: number): () => number {
  // Mulberry32: 32 bits of state, which is enough for drawing chances.
  let state = (mixed(seed) ^ mixed(stream + 0x51ed270b)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    return mixed(state) / 2 ** 32;
  };
}

function mixed(value: number): number {
  let bits = value >>> 0;
  bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
  return (bits ^ (bits >>> 14)) >>> 0;
}
