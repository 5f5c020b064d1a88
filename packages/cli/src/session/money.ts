/** An amount as people read it: `6.00 USD`. */
export function dollars(amount: number): string {
  return `${amount.toFixed(2)} USD`;
}
