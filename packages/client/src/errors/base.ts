const brand = Symbol.for("@doapi/client/error");

/** What every error of this library is. `instanceof` also holds across two installed copies of the library. */
export class DigitalOceanError extends Error {
  static override [Symbol.hasInstance](this: Function & { prototype: object }, value: unknown): boolean {
    // A subclass of the user's own has no brand: there the prototype chain decides, as always.
    if (!Object.hasOwn(this.prototype, brand)) return Function.prototype[Symbol.hasInstance].call(this, value);
    const wanted = Reflect.get(this.prototype, brand) as unknown;
    for (let step: unknown = value; typeof step === "object" && step !== null; step = Object.getPrototypeOf(step)) {
      if (Object.hasOwn(step, brand) && Reflect.get(step, brand) === wanted) return true;
    }
    return false;
  }

  static {
    nameError(this, "DigitalOceanError");
  }
}

/** Gives an error class the name that shows in messages; it survives minification and marks the class for `instanceof`. */
export function nameError(errorClass: { prototype: Error }, name: string): void {
  Object.defineProperty(errorClass.prototype, brand, { value: name });
  Object.defineProperty(errorClass.prototype, "name", { value: name, configurable: true, writable: true });
}
