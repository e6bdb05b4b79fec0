import { createHash } from 'node:crypto';
import { formatDate, formatNumber, formatPercent, pathIn, say, type Language } from '#kernel/language.ts';
import { TASK_STANDINGS } from '#modules/plan/index.ts';
import { segments, type Tone } from '#ui/charts.ts';
import { planTitle } from '../ke-hoach/plan-words.ts';
import { STANDING_LOOKS } from '../ke-hoach/states.ts';
import type { OpenProgress } from './open-data.ts';
import { NO_LICENCE } from './words.ts';

/** Colours of the tones, dark enough beside white; the words stand beside them. */
const COLOURS: Readonly<Record<Tone, string>> = {
  good: '#1e7145',
  active: '#2a5d9f',
  warn: '#b98a1e',
  late: '#a3320b',
  calm: '#a79c92',
  none: '#d9d2ca',
};

const STYLE = `body{margin:0;padding:12px;font:15px/1.5 system-ui,sans-serif;color:#1f1b18;background:#fff}
h1{margin:0 0 4px;font-size:16px;line-height:1.4}p{margin:4px 0}a{color:#1d4f86}
.share{font-size:28px;font-weight:600;line-height:1.2}svg{display:block;margin:6px 0;border-radius:3px}
ul{margin:4px 0;padding:0;list-style:none;display:flex;flex-wrap:wrap;gap:2px 14px}li svg{display:inline-block;margin:0 5px 0 0;vertical-align:-1px}
.small{font-size:13px;color:#5c534c}`;

/** May be framed by any page; nothing runs in it and nothing leaves it. The style is named by its hash. */
export const WIDGET_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors *`;

const WORDS = {
  none: { vi: 'Chưa có kế hoạch nào đang thực hiện.', en: 'No plan is in force yet.' },
  done: { vi: 'nhiệm vụ đã hoàn thành', en: 'tasks done' },
  of: { vi: 'trên', en: 'of' },
  asOf: { vi: 'Tính đến ngày', en: 'As of' },
  more: { vi: 'Xem chi tiết', en: 'See more' },
} as const;

/** The widget as a whole page. Everything that stands in it is escaped. @param origin of the platform, since links leave the frame */
export function widgetPage(
  found: OpenProgress | null,
  { language, origin }: { language: Language; origin: string },
): string {
  const title = found ? planTitle(found.plan) : say(WORDS.none, language);
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head>
<body><main>${found ? bodyOf(found, language, origin) : `<p>${escaped(title)}</p>`}</main></body></html>`;
}

function bodyOf({ plan, progress, licence, asOf }: OpenProgress, language: Language, origin: string): string {
  const { total } = progress;
  const parts = TASK_STANDINGS.map((standing) => {
    const { text, tone } = STANDING_LOOKS[standing];
    return { label: say(text, language), tone, value: total[standing] };
  });
  const bars = segments(parts).map(({ start, width, tone }) => `<rect x="${start.toFixed(3)}%" width="${width.toFixed(3)}%" height="14" fill="${COLOURS[tone]}"/>`); // prettier-ignore
  const key = parts
    .filter(({ value }) => value > 0)
    .map(({ label, tone, value }) => `<li><svg width="10" height="10" aria-hidden="true"><rect width="10" height="10" fill="${COLOURS[tone]}"/></svg>${escaped(label)}: ${formatNumber(value, language)}</li>`); // prettier-ignore
  const share = total.percentDone === null ? '–' : formatPercent(total.percentDone, language, 1);
  const query = new URLSearchParams({ 'ke-hoach': plan.slug, ...(asOf.chosen ? { as_of: asOf.chosen } : {}) });
  const page = `${origin}${pathIn(language, '/tien-do')}?${query}`;
  return `<h1${language === 'en' ? ' lang="vi"' : ''}>${escaped(planTitle(plan))}</h1>
<p><span class="share">${share}</span> ${formatNumber(total.done, language)} ${say(WORDS.of, language)} ${formatNumber(total.counted, language)} ${say(WORDS.done, language)}</p>
<svg width="100%" height="14" aria-hidden="true">${bars.join('')}</svg>
<ul>${key.join('')}</ul>
<p class="small">${say(WORDS.asOf, language)} ${formatDate(progress.asOf, language)}. ${escaped(say(licence ?? NO_LICENCE, language))}. <a href="${escaped(page)}" target="_blank" rel="noopener">${say(WORDS.more, language)}</a></p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
