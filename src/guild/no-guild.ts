/** The guild id of a direct message: unlike null, it can stand in a key. */
export const NO_GUILD = '';
