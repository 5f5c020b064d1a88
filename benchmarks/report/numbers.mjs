// How numbers are written.

/** A spread as its median with least and most; everything else as it is. */
export function cell(value) {
  if (value === undefined || value === null) return "-";
  if (typeof value === "number") return digits(value);
  if (typeof value === "string") return value;
  if (value.least === value.most) return digits(value.median);
  return `${digits(value.median)} (${digits(value.least)} to ${digits(value.most)})`;
}

/** Two digits behind the point, fewer for large numbers, more for those below 1. */
export function digits(number) {
  const size = Math.abs(number);
  if (Number.isInteger(number)) return String(number);
  if (size >= 100) return number.toFixed(0);
  if (size >= 20) return number.toFixed(1);
  if (size >= 1) return number.toFixed(2);
  return size >= 0.1 ? number.toFixed(3) : number.toPrecision(2);
}

/** The number that stands for a cell: the median of a spread. */
export function middle(value) {
  return typeof value === "object" && value !== null ? value.median : value;
}
