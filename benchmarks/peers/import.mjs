// Imports one package; it is here because the packages are. Job: { specifier }, or {} for none. Says the milliseconds since
// the process began, and the megabytes of the heap once what is not needed was collected. Run with --expose-gc.

const { specifier } = JSON.parse(process.argv[2]);
// Kept until the end, so that nothing of it is collected.
const imported = specifier === undefined ? {} : await import(specifier);
const time = performance.now();
globalThis.gc();
const memory = process.memoryUsage().heapUsed / 2 ** 20;
process.send({ time, memory, names: Object.keys(imported).length }, () => process.exit(0));
