/** How much the clocks of two functions may differ, in milliseconds; AWS keeps them much closer. */
export const CLOCK_TOLERANCE = 2000;

/**
 * True when a time lies in the reader's future: its writer's clock was ahead. A challenge or session that begins there would
 * live longer than its life on the reader's clock, so it is not valid; what counts from there is due.
 */
export const isAhead = (at: number, now: number): boolean => at > now + CLOCK_TOLERANCE;
