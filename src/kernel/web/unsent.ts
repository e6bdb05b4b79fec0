const unsent = new WeakSet<object>();

/**
 * Marks what a page's `load` returns as needed on the server only: the framework would otherwise write all of it as script
 * beside every page, also where no script runs, which takes longer than making the page. For pages without script only.
 */
export function unsentData<Data extends object>(data: Data): Data {
  unsent.add(data);
  return data;
}

/** Was this marked? Asked by the framework for every value that it would send. */
export function isUnsent(value: unknown): boolean {
  return typeof value === 'object' && value !== null && unsent.has(value);
}
