/** By which the member of a VPC is found that has an address in it. */
export const vpcAddressLabel = (vpc: string, address: string) => `vpc:${vpc} ${address}`;
