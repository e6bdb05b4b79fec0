import type { IsoDate } from '#kernel/calendar/dates.ts';
import { typedFigure, type IndicatorVersion } from '#kernel/indicators/index.ts';
import {
  DIRECTION_WORDS,
  FREQUENCY_WORDS,
  OVER_BODIES_WORDS,
  OVER_PERIODS_WORDS,
  UNIT_WORDS,
} from '#kernel/indicators/words.ts';
import type { Text } from '#kernel/language.ts';
import type { FormValues } from '../forms.ts';

const choices = (words: Readonly<Record<string, Text>>) =>
  Object.entries(words).map(([value, { vi }]) => ({ value, label: vi }));

/** Choices of the form that defines an indicator. */
export const DEFINITION_CHOICES = {
  unit: choices(UNIT_WORDS),
  direction: choices(DIRECTION_WORDS),
  overBodies: choices(OVER_BODIES_WORDS),
  overPeriods: choices(OVER_PERIODS_WORDS),
  frequency: choices(FREQUENCY_WORDS),
};

/** A version as its form shows it. */
export function typedVersion(version: IndicatorVersion, from: IsoDate): FormValues {
  const percent = (share: number | null) => typedFigure(share === null ? null : Math.round(share * 10_000) / 100);
  return {
    from,
    name: version.name,
    nameEn: version.nameEn ?? '',
    aliases: version.aliases.join('\n'),
    unit: version.unit,
    unitLabel: version.unitLabel ?? '',
    direction: version.direction,
    overBodies: version.overBodies,
    overPeriods: version.overPeriods,
    frequency: version.frequency,
    minimum: typedFigure(version.minimum),
    maximum: typedFigure(version.maximum),
    partOfWhole: version.partOfWhole ? 'on' : '',
    onPace: percent(version.onPace),
    behind: percent(version.behind),
    source: version.source,
    method: version.method,
  };
}

/** What the form posts, as VERSION_INPUT and INDICATOR_INPUT take it. */
export function definitionInput(values: FormValues) {
  const texts = ['key', 'kind', 'computation', 'from', 'name', 'nameEn', 'aliases', 'unit', 'unitLabel', 'direction', 'overBodies', 'overPeriods', 'frequency', 'minimum', 'maximum', 'onPace', 'behind', 'source', 'method']; // prettier-ignore
  return {
    ...Object.fromEntries(texts.map((name) => [name, values[name] ?? ''])),
    partOfWhole: values.partOfWhole === 'on',
    isPublic: values.isPublic === 'on',
  };
}
