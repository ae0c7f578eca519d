/** Everything of an import, files and previews with people in them, is removed after so many days. */
export const keptDays = 30;

/**
 * A file travels through the API as base64 inside JSON: 6 MB is the most that Lambda takes in one request, and base64
 * makes four bytes of three.
 */
export const largestFileBytes = 4 * 1024 * 1024;
