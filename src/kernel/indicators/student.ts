/**
 * Student's t: how many standard errors to each side hold 80 % of the distribution, by degrees of freedom from 1.
 * A test computes the table again from the density.
 */
const EIGHTY = [
  3.0777, 1.8856, 1.6377, 1.5332, 1.4759, 1.4398, 1.4149, 1.3968, 1.383, 1.3722, 1.3634, 1.3562, 1.3502, 1.345, 1.3406,
  1.3368, 1.3334, 1.3304, 1.3277, 1.3253, 1.3232, 1.3212, 1.3195, 1.3178, 1.3163, 1.315, 1.3137, 1.3125, 1.3114, 1.3104,
];
/** The same of the normal distribution, which many degrees of freedom come to. */
const NORMAL = 1.28155;

/** Two-sided quantile of Student's t. @param freedom whole, from 1 @param confidence only 0.8 is kept */
export function tQuantile(freedom: number, confidence: 0.8): number {
  if (confidence !== 0.8 || freedom < 1) throw new RangeError(`no quantile for ${freedom}, ${confidence}`);
  // Between the last row and infinity the quantile falls like 1/n.
  return EIGHTY[freedom - 1] ?? NORMAL + ((EIGHTY.at(-1)! - NORMAL) * EIGHTY.length) / freedom;
}
