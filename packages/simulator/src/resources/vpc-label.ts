/** By which the members of a VPC are found. */
export const vpcLabel = (vpc: string) => `vpc:${vpc}`;

/** By which the member is found that has an address in a VPC. */
export const vpcAddressLabel = (vpc: string, address: string) => `vpc:${vpc} ${address}`;
