/** A range of IPv4 addresses in CIDR notation, as numbers. */
export interface IpRange {
  /** The network's own address. */
  readonly first: number;
  readonly size: number;
}

/** The ranges that are set aside for private networks. */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Where free ranges are looked for, first the part of 10.0.0.0/8 that people use least by themselves. */
const CHOICE = ["10.100.0.0", "10.0.0.0", "172.16.0.0"].map(numberOf);
const CHOICE_END = ["10.255.255.255", "10.99.255.255", "172.31.255.255"].map(numberOf);

/** `10.10.10.0/24` as a range; undefined for what is none, or begins within a network. */
export function parseRange(text: string): IpRange | undefined {
  const [, address = "", prefix = ""] = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/.exec(text) ?? [];
  const bytes = address.split(".").map(Number);
  if (address === "" || bytes.some((byte) => byte > 255) || Number(prefix) > 32) return undefined;
  const range = { first: numberOf(address), size: 2 ** (32 - Number(prefix)) };
  return range.first % range.size === 0 ? range : undefined;
}

export function isPrivate(range: IpRange): boolean {
  return PRIVATE.some((text) => {
    const whole = parseRange(text);
    return whole !== undefined && range.first >= whole.first && endOf(range) <= endOf(whole);
  });
}

export function overlaps(one: IpRange, other: IpRange): boolean {
  return one.first <= endOf(other) && other.first <= endOf(one);
}

/** The first private range of `size` addresses that overlaps none of those taken. */
export function freeRange(taken: readonly IpRange[], size: number): IpRange | undefined {
  for (const [index, start] of CHOICE.entries()) {
    for (let first = start; first + size - 1 <= (CHOICE_END[index] ?? 0); first += size) {
      const range = { first, size };
      if (!taken.some((other) => overlaps(range, other))) return range;
    }
  }
  return undefined;
}

export function formatRange({ first, size }: IpRange): string {
  return `${formatAddress(first)}/${32 - Math.log2(size)}`;
}

export function netmaskOf({ size }: IpRange): string {
  return formatAddress(2 ** 32 - size);
}

export function formatAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join(".");
}

function endOf({ first, size }: IpRange): number {
  return first + size - 1;
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
}
