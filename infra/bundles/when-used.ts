/** What is made at its first use, and how. */
class Later<T extends object> {
  private made: T | undefined;
  private readonly make: () => T;

  constructor(make: () => T) {
    this.make = make;
  }

  get(): T {
    this.made ??= this.make();
    return this.made;
  }
}

const asking: ProxyHandler<Later<object>> = {
  get: (later, name) => Reflect.get(later.get(), name),
  set: (later, name, value) => Reflect.set(later.get(), name, value),
  has: (later, name) => Reflect.has(later.get(), name),
  getPrototypeOf: (later) => Reflect.getPrototypeOf(later.get()),
};

/** Stands for what `make` gives, and makes it when it is first asked for something. */
export function whenUsed<T extends object>(make: () => T): T {
  return new Proxy(new Later(make), asking) as unknown as T;
}
