/** Requests per second, as short as a sign on a house allows. */
export function rate(perSecond: number, language: string): string {
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

function round(value: number, digits: number, language: string): string {
  return new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
}
