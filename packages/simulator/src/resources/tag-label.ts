/** By which tagged documents are found, whatever the spelling. */
export const tagLabel = (name: string) => `tag:${name.toLowerCase()}`;
