import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addDays } from '../calendar/dates.ts';
import type { CalendarItem } from './ports.ts';

/** Who made it, as calendars must say (RFC 5545, 3.7.3). */
const PRODUCT = { company: 'cchc', product: 'Cải cách hành chính', language: 'VI' };

/**
 * A calendar of whole days (RFC 5545). The same items give the same bytes; each keeps its identity for ever and counts its changes,
 * and what is cancelled says so, so that calendar programs take it out.
 * @param host of our platform, for the identities
 * @param address turns a page's path into a full address
 */
export function toIcal(
  name: string,
  items: readonly CalendarItem[],
  host: string,
  address: (path: string) => string,
): string {
  const calendar = ical({
    name: oneLine(name),
    prodId: PRODUCT,
    method: ICalCalendarMethod.PUBLISH,
    // How often programs should look again.
    ttl: 3 * 3_600,
  });
  for (const { id, day, title, text, path, sequence, changedAt, state } of items) {
    const url = address(path);
    calendar.createEvent({
      id: `${id}@${host}`,
      allDay: true,
      start: new Date(`${day}T00:00:00Z`),
      end: new Date(`${addDays(day, 1)}T00:00:00Z`),
      summary: oneLine(`${state === 'done' ? '✓ ' : ''}${title}`),
      description: [text, url].filter(Boolean).join('\n\n').replace(CONTROL, ' '),
      url,
      sequence,
      // Of the item, not of the moment: an unchanged calendar stays the same to the byte.
      stamp: changedAt,
      lastModified: changedAt,
      status: state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // A day by which something is due does not make its owner busy.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

const CONTROL = /[^\P{Cc}\n]/gu;
const oneLine = (text: string): string => text.normalize('NFC').replace(/[\p{Cc}\s]+/gu, ' ').trim(); // prettier-ignore
