/** Where what is random begins: somewhere else each time, unless FUZZ_SEED says where. */
export const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1_000_000);
