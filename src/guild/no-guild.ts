/** The guild id of a direct message: unlike null, it can be part of a key. */
export const NO_GUILD = '';
