// Made-up answers of the API, of the size that real ones have.

/** A droplet as the API shows it: about 2.3 KB of JSON. */
export function dropletOf(id) {
  return {
    id,
    name: `web-${id}`,
    memory: 1024,
    vcpus: 1,
    disk: 25,
    disk_info: [{ type: "local", size: { amount: 25, unit: "gib" } }],
    locked: false,
    status: "active",
    kernel: null,
    created_at: "2026-11-20T12:00:00Z",
    features: ["monitoring", "droplet_agent", "private_networking"],
    backup_ids: [],
    next_backup_window: null,
    snapshot_ids: [],
    image: {
      id: 155133621,
      name: "24.04 (LTS) x64",
      distribution: "Ubuntu",
      slug: "ubuntu-24-04-x64",
      public: true,
      regions: ["nyc1", "nyc2", "nyc3", "ams3", "fra1", "sfo2", "sfo3", "sgp1", "lon1", "tor1", "blr1", "syd1", "atl1"],
      created_at: "2026-02-08T15:40:51Z",
      min_disk_size: 7,
      type: "base",
      size_gigabytes: 0.51,
      description: "Ubuntu 24.04 x86 image",
      tags: [],
      status: "available",
    },
    volume_ids: [],
    size: {
      slug: "s-1vcpu-1gb",
      memory: 1024,
      vcpus: 1,
      disk: 25,
      transfer: 1,
      price_monthly: 6,
      price_hourly: 0.00893,
      regions: ["ams3", "atl1", "blr1", "fra1", "lon1", "nyc1", "nyc2", "nyc3", "sfo2", "sfo3", "sgp1", "syd1", "tor1"],
      available: true,
      description: "Basic",
      networking_throughput: 2000,
      disk_info: [{ type: "local", size: { amount: 25, unit: "gib" } }],
    },
    size_slug: "s-1vcpu-1gb",
    networks: {
      v4: [
        { ip_address: "10.108.0.2", netmask: "255.255.240.0", gateway: "10.108.0.1", type: "private" },
        { ip_address: "203.0.113.7", netmask: "255.255.240.0", gateway: "203.0.113.1", type: "public" },
      ],
      v6: [],
    },
    region: {
      name: "New York 3",
      slug: "nyc3",
      features: ["backups", "ipv6", "metadata", "install_agent", "storage", "image_transfer"],
      available: true,
      sizes: [
        "s-1vcpu-512mb-10gb",
        "s-1vcpu-1gb",
        "s-1vcpu-2gb",
        "s-2vcpu-2gb",
        "s-2vcpu-4gb",
        "s-4vcpu-8gb",
        "s-8vcpu-16gb",
      ],
    },
    tags: ["web"],
    vpc_uuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
  };
}

/** One page of a list, with the address of the next where there is one. */
export function pageOf({ key, items, total, page, perPage, path, origin }) {
  const last = Math.ceil(total / perPage);
  const address = (number) => `${origin}${path}?page=${number}&per_page=${perPage}`;
  const later = page < last ? { next: address(page + 1), last: address(last) } : {};
  const earlier = page > 1 ? { first: address(1), prev: address(page - 1) } : {};
  return { [key]: items, links: { pages: { ...earlier, ...later } }, meta: { total } };
}

/** The headers of the API. The budget is larger than any measurement, so that no client has a reason to wait. */
export const headers = {
  "content-type": "application/json; charset=utf-8",
  "ratelimit-limit": "1000000000",
  "ratelimit-remaining": "999999999",
  "ratelimit-reset": "1795176000",
  "x-request-id": "2f4b8a1e-6c3d-4b7a-9a51-0d6f3e8c7b10",
  "x-gateway": "Edge-Gateway",
};
