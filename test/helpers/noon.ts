/** Monday, 2026-11-23, 12:00 UTC */
export const NOON = Date.UTC(2026, 10, 23, 12);
