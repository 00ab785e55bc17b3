export type Random = () => number;

export const MEMBER_CAP = 8000;
export const GALLERY_CAP = 20000;

/** Full jitter: a thousand screens that lost the same server must not come back in the same instant. */
export function fullJitter(attempt: number, cap: number, random: Random): number {
  return random() * Math.min(cap, 500 * 2 ** attempt);
}
