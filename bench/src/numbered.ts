/** A time stamp as file names have it, a second later for each index. */
export function numbered(index: number): string {
  const time = new Date(Date.UTC(2026, 0, 1) + index * 1000);
  return time.toISOString().slice(0, 19).replaceAll(/\D/g, '');
}
