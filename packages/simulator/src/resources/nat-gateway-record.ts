import type { VpcNatGatewayGet } from "@doapi/client/wire";
import type { Kind } from "../state/documents.js";
import { vpcAddressLabel } from "./vpc-label.js";

/** The part of a gateway that its request sets. */
export interface NatGatewaySettings {
  readonly name: string;
  readonly size: number;
  readonly udp_timeout_seconds: number;
  readonly icmp_timeout_seconds: number;
  readonly tcp_timeout_seconds: number;
}

export interface NatGatewayRecord extends NatGatewaySettings {
  readonly id: string;
  readonly type: string;
  readonly state: "NEW" | "ACTIVE" | "DELETING" | "ERROR";
  readonly region: string;
  readonly vpcs: readonly NatGatewayVpc[];
  /** Its public address. */
  readonly egress: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface NatGatewayVpc {
  readonly vpc_uuid: string;
  readonly gateway_ip: string;
  readonly default_gateway: boolean;
}

export const NatGateways: Kind<NatGatewayRecord> = {
  name: "nat_gateway",
  labels: ({ name, region, state, type, vpcs }) => [
    ...natGatewayLabels({ name, region, state, type }),
    ...vpcs.map(({ vpc_uuid, gateway_ip }) => vpcAddressLabel(vpc_uuid, gateway_ip)),
  ],
};

/** By which gateways are listed, in whatever case the value is asked for. */
export function natGatewayLabels(filter: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(filter).flatMap(([field, value]) =>
    value === undefined ? [] : [`${field}:${field === "name" ? value : value.toLowerCase()}`],
  );
}

/** A gateway as the API shows it: its addresses appear when it is in service. */
export function natGatewayView({ egress, vpcs, ...gateway }: NatGatewayRecord): VpcNatGatewayGet {
  const inService = gateway.state === "ACTIVE" || gateway.state === "DELETING";
  return {
    ...gateway,
    vpcs: vpcs.map(({ gateway_ip, ...vpc }) => (inService ? { ...vpc, gateway_ip } : vpc)),
    egresses: inService ? { public_gateways: [{ ipv4: egress }] } : {},
  };
}
