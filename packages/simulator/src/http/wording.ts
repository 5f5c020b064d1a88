export const HOSTNAME_RULE = "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)";
export const TAG_RULE = "A tag has letters, digits, colons, dashes and underscores only, 255 at most.";

/** By operation and field: what the API says where the validator would only say that a pattern does not match. */
export const wording: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  droplets_create: {
    name: HOSTNAME_RULE,
    names: HOSTNAME_RULE,
    size: "You specified an invalid size for Droplet creation.",
    image: "You specified an invalid image for Droplet creation.",
    region: "You specified an invalid region for Droplet creation.",
  },
  tags_create: { name: TAG_RULE },
};
