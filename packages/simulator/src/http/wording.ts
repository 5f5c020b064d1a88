export const HOSTNAME_RULE = "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)";
export const TAG_RULE = "A tag has letters, digits, colons, dashes and underscores only, 255 at most.";
const VPC_NAME_RULE = "A VPC's name has letters, digits, dots and dashes only.";
const PEERING_NAME_RULE = "A VPC peering's name has letters, digits and dashes only.";

const FIREWALL_RULE =
  "A firewall's name has letters, digits, dots and dashes only, two at least, and begins with a letter or digit.";

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
  firewalls_create: { name: FIREWALL_RULE },
  firewalls_update: { name: FIREWALL_RULE },
  vpcs_create: { name: VPC_NAME_RULE },
  vpcs_update: { name: VPC_NAME_RULE },
  vpcs_patch: { name: VPC_NAME_RULE },
  vpcPeerings_create: { name: PEERING_NAME_RULE },
  vpcPeerings_patch: { name: PEERING_NAME_RULE },
  vpcs_create_peerings: { name: PEERING_NAME_RULE },
  vpcs_patch_peerings: { name: PEERING_NAME_RULE },
};
