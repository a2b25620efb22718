/** Requests per second, as short as a sign on a node allows. */
export function rate(perSecond: number, language: string): string {
  if (perSecond >= 1_000_000) return `${round(perSecond / 1_000_000, 1, language)}M rps`;
  if (perSecond >= 1000) return `${round(perSecond / 1000, 1, language)}k rps`;
  if (perSecond >= 10) return `${round(perSecond, 0, language)} rps`;
  if (perSecond >= 0.1 || perSecond === 0) return `${round(perSecond, 1, language)} rps`;
  return `${round(perSecond * 60, 1, language)} rpm`;
}

export function millis(value: number | null | undefined, language: string): string {
  if (value === null || value === undefined) return "–";
  return value >= 1000 ? `${round(value / 1000, 1, language)} s` : `${round(value, value < 10 ? 1 : 0, language)} ms`;
}

export function share(value: number, language: string): string {
  return `${round(value * 100, value < 0.1 ? 1 : 0, language)} %`;
}

/** How much something grew, with its sign; what came from nothing has no share. */
export function growth(before: number, after: number, language: string): string {
  if (before === 0) return "";
  const part = after / before - 1;
  return `${part < 0 ? "−" : "+"}${round(Math.abs(part) * 100, 0, language)} %`;
}

export function count(value: number, language: string): string {
  return round(value, 0, language);
}

/** An ISO 8601 duration as the map sends it (`PT4M12.5S`), in seconds; null where there is none. */
export function seconds(duration: string | null | undefined): number | null {
  const [all, days, hours, minutes, secs] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration ?? "") ?? [];
  return all ? Number(days ?? 0) * 86400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(secs ?? 0) : null;
}

/** An age in the unit that one would say it in. */
export function age(secs: number, language: string): string {
  const [value, unit] = secs < 90 ? [secs, "second"] : secs < 5400 ? [secs / 60, "minute"] : secs < 129_600 ? [secs / 3600, "hour"] : [secs / 86_400, "day"];
  return new Intl.NumberFormat(language, { style: "unit", unit: unit as string, unitDisplay: "short", maximumFractionDigits: 0 }).format(value as number);
}

export function clock(at: number | string, language: string, withSeconds = false): string {
  const day = new Date(at).toDateString() === new Date().toDateString() ? {} : ({ month: "short", day: "numeric" } as const);
  return new Intl.DateTimeFormat(language, { ...day, hour: "2-digit", minute: "2-digit", ...(withSeconds ? { second: "2-digit" } : {}), hourCycle: "h23" }).format(new Date(at));
}

function round(value: number, digits: number, language: string): string {
  return formatter(digits, language).format(value);
}

const formatters = new Map<string, Intl.NumberFormat>();

/** Making a formatter costs more than using it a hundred times, and a large map has thousands of figures. */
function formatter(digits: number, language: string): Intl.NumberFormat {
  const key = `${language}${digits}`;
  let known = formatters.get(key);
  if (!known) formatters.set(key, (known = new Intl.NumberFormat(language, { maximumFractionDigits: digits })));
  return known;
}
