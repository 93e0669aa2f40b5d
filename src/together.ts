/**
 * Awaits independent work that runs at the same time. When one part fails the others are awaited too, so that
 * nothing is still at work when the caller takes down what they work on.
 * @returns the results, in order; rethrows the first failure.
 */
export async function together<T extends readonly unknown[]>(
  work: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(work)
  return Promise.all(work) as Promise<T>
}
