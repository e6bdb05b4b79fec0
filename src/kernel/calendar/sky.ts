import { addDays, daysBetween, type IsoDate } from './dates.ts';

/**
 * New moons and the sun's place, after the series of J. Meeus, Astronomical Algorithms (chapters 25 and 49): a few
 * minutes' exactness over 1900–2100, which the lunar calendar needs only near midnight.
 */

const EPOCH = '2000-01-01' as IsoDate;
/** Julian ephemeris day of the midnight (UTC) that opens the epoch. */
const EPOCH_JULIAN = 2451544.5;
const VIETNAM = 7 / 24;
const SYNODIC = 29.530588861;

/** Days since 1/1/2000. */
export function toDayNumber(date: IsoDate): number {
  return daysBetween(EPOCH, date);
}

export function toDate(dayNumber: number): IsoDate {
  return addDays(EPOCH, dayNumber);
}

/** The latest day, not after the given one, on which in Việt Nam a new moon falls. */
export function newMoonDay(notAfter: number): number {
  let k = Math.round((notAfter + EPOCH_JULIAN - 2451550.09766) / SYNODIC) + 1;
  for (;;) {
    const day = vietnamDay(newMoon(k));
    if (day <= notAfter) return day;
    k -= 1;
  }
}

/** Apparent longitude of the sun, 0–360°, when the given day begins in Việt Nam. */
export function sunLongitudeAtMidnight(dayNumber: number): number {
  const universal = dayNumber + EPOCH_JULIAN - VIETNAM;
  return sunLongitude(universal + deltaT(universal));
}

function vietnamDay(ephemeris: number): number {
  return Math.floor(ephemeris - deltaT(ephemeris) - EPOCH_JULIAN + VIETNAM);
}

/** Dynamical minus universal time, in days; seconds by polynomial pieces (Espenak and Meeus). */
function deltaT(julian: number): number {
  const year = 2000 + (julian - 2451545) / 365.25;
  const t = year - 2000;
  let seconds: number;
  if (year < 1920) seconds = poly(year - 1900, [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197]);
  else if (year < 1941) seconds = poly(year - 1920, [21.2, 0.84493, -0.0761, 0.0020936]);
  else if (year < 1961) seconds = poly(year - 1950, [29.07, 0.407, -1 / 233, 1 / 2547]);
  else if (year < 1986) seconds = poly(year - 1975, [45.45, 1.067, -1 / 260, -1 / 718]);
  else if (year < 2005) seconds = poly(t, [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599]);
  else seconds = poly(t, [62.92, 0.32217, 0.005589]);
  return seconds / 86_400;
}

/** Julian ephemeris day of the k-th new moon since January 2000 (Meeus 49). */
function newMoon(k: number): number {
  const t = k / 1236.85;
  const mean = 2451550.09766 + SYNODIC * k + poly(t, [0, 0, 0.00015437, -0.00000015, 0.00000000073]);
  const e = poly(t, [1, -0.002516, -0.0000074]);
  const sun = poly(t, [2.5534 + 29.1053567 * k, 0, -0.0000014, -0.00000011]);
  const moon = poly(t, [201.5643 + 385.81693528 * k, 0, 0.0107582, 0.00001238, -0.000000058]);
  const node = poly(t, [160.7108 + 390.67050284 * k, 0, -0.0016118, -0.00000227, 0.000000011]);
  const ascending = poly(t, [124.7746 - 1.56375588 * k, 0, 0.0020672, 0.00000215]);
  let day = mean;
  for (const [size, power, ofMoon, ofSun, ofNode] of MOON_TERMS)
    day += size * e ** power * sin(ofMoon * moon + ofSun * sun + ofNode * node);
  day += -0.00017 * sin(ascending);
  PLANETS.forEach(([size, start, rate], index) => {
    day += size * sin(start + rate * k - (index === 0 ? 0.009173 * t * t : 0));
  });
  return day;
}

/** Size in days, power of the eccentricity's factor, multiples of moon's anomaly, sun's anomaly, argument of latitude. */
const MOON_TERMS: [number, number, number, number, number][] = [
  [-0.4072, 0, 1, 0, 0],
  [0.17241, 1, 0, 1, 0],
  [0.01608, 0, 2, 0, 0],
  [0.01039, 0, 0, 0, 2],
  [0.00739, 1, 1, -1, 0],
  [-0.00514, 1, 1, 1, 0],
  [0.00208, 2, 0, 2, 0],
  [-0.00111, 0, 1, 0, -2],
  [-0.00057, 0, 1, 0, 2],
  [0.00056, 1, 2, 1, 0],
  [-0.00042, 0, 3, 0, 0],
  [0.00042, 1, 0, 1, 2],
  [0.00038, 1, 0, 1, -2],
  [-0.00024, 1, 2, -1, 0],
  [-0.00007, 0, 1, 2, 0],
  [0.00004, 0, 2, 0, -2],
  [0.00004, 0, 0, 3, 0],
  [0.00003, 0, 1, 1, -2],
  [0.00003, 0, 2, 0, 2],
  [-0.00003, 0, 1, 1, 2],
  [0.00003, 0, 1, -1, 2],
  [-0.00002, 0, 1, -1, -2],
  [-0.00002, 0, 3, 1, 0],
  [0.00002, 0, 4, 0, 0],
];

/** Disturbances by the planets: size in days, phase and change per moon in degrees. */
const PLANETS: [number, number, number][] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
];

/** Apparent longitude of the sun in degrees (Meeus 25, 0.01°, some fifteen minutes of time). */
function sunLongitude(ephemeris: number): number {
  const t = (ephemeris - 2451545) / 36525;
  const mean = poly(t, [280.46646, 36000.76983, 0.0003032]);
  const anomaly = poly(t, [357.52911, 35999.05029, -0.0001537]);
  const centre =
    poly(t, [1.914602, -0.004817, -0.000014]) * sin(anomaly) +
    poly(t, [0.019993, -0.000101]) * sin(2 * anomaly) +
    0.000289 * sin(3 * anomaly);
  const longitude = mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t);
  return ((longitude % 360) + 360) % 360;
}

function poly(x: number, coefficients: number[]): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

function sin(degrees: number): number {
  return Math.sin((degrees * Math.PI) / 180);
}
