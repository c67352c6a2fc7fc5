// Times as WeChat words them, always in China's time (UTC+8 all year) whatever the device says.

const HOUR = 3600e3;
const DAY = 24 * HOUR;
const WEEKDAYS = "日一二三四五六";
const GAP = 5 * 60e3; // WeChat's own pause before it shows the time again

const shifted = (at) => new Date(at + 8 * HOUR);
const dayNumber = (at) => Math.floor((at + 8 * HOUR) / DAY);

export function timeText(at, now = Date.now()) {
  const then = shifted(at);
  const clock = then.toISOString().slice(11, 16);
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return clock;
  if (days === 1) return `昨天 ${clock}`;
  if (days > 1 && days < 7) return `星期${WEEKDAYS[then.getUTCDay()]} ${clock}`;
  const date = `${then.getUTCMonth() + 1}月${then.getUTCDate()}日 ${clock}`;
  if (then.getUTCFullYear() === shifted(now).getUTCFullYear()) return date;
  return `${then.getUTCFullYear()}年${date}`;
}

export const isPause = (earlier, later) => earlier === null || later - earlier > GAP;

export function sizeText(bytes) {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, "")} MB`;
}
