/** What the older libraries offer, as a page names it in the first column of its tables. */

const methods = (owner: string, names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => `${owner}.${name}`);

const actionable = "action_url act wait_for_action fetch_all_actions fetch_last_action fetch_current_action";

export const doapi = [
  ...methods(
    "doapi",
    `doapi DEFAULT_ENDPOINT api_token endpoint timeout wait_interval wait_time per_page last_response last_meta
    last_rate_limit session close request paginate fetch_droplet fetch_all_droplets create_droplet
    create_multiple_droplets fetch_all_droplet_neighbors wait_droplets fetch_action fetch_last_action fetch_all_actions
    wait_actions wait_actions_on_objects fetch_ssh_key fetch_all_ssh_keys create_ssh_key fetch_image fetch_image_by_slug
    fetch_all_images fetch_all_distribution_images fetch_all_application_images fetch_all_private_images
    fetch_all_regions fetch_all_sizes fetch_account fetch_domain fetch_all_domains create_domain fetch_floating_ip
    fetch_all_floating_ips create_floating_ip fetch_tag fetch_all_tags create_tag`,
  ),
  ...methods("Resource", "fields for_json doapi_manager"),
  ...methods(
    "Droplet",
    `STATUS_ACTIVE STATUS_ARCHIVE STATUS_NEW STATUS_OFF active archive new off region_slug image_slug ip_address
    ipv4_address ipv6_address url __int__ fetch wait fetch_all_neighbors fetch_all_snapshots fetch_all_backups
    fetch_all_kernels tag untag enable_backups disable_backups reboot power_cycle shutdown power_off power_on restore
    password_reset resize rebuild rename change_kernel enable_ipv6 enable_private_networking snapshot delete
    ${actionable}`,
  ),
  ...methods("BackupWindow", "start end"),
  ...methods("Kernel", "__int__"),
  ...methods("Networks", "v4 v6"),
  ...methods("NetworkInterface", "gateway ip_address netmask type ip_version"),
  ...methods("Domain", "url record_url fetch delete fetch_record fetch_all_records create_record"),
  ...methods("DomainRecord", "__int__ url fetch fetch_domain update_record delete"),
  ...methods("FloatingIP", `url fetch delete assign unassign ${actionable}`),
  ...methods("Image", `__int__ __str__ url fetch update_image delete transfer convert ${actionable}`),
  ...methods("SSHKey", "__int__ url fetch update_ssh_key delete"),
  ...methods(
    "Tag",
    `url fetch update_tag delete add remove fetch_all_droplets delete_all_droplets act_on_droplets power_cycle power_on
    power_off shutdown enable_private_networking enable_ipv6 enable_backups disable_backups snapshot`,
  ),
  ...methods("Account", "STATUS_ACTIVE STATUS_WARNING STATUS_LOCKED url fetch"),
  ...methods(
    "Action",
    `STATUS_IN_PROGRESS STATUS_COMPLETED STATUS_ERRORED __int__ completed in_progress done errored url fetch
    fetch_resource wait raise_for_error`,
  ),
  ...methods("Region", "__str__"),
  ...methods("Size", "__str__"),
  "DOAPIError",
  "ActionError",
  "WaitTimeoutError",
  "DOEncoder",
  ...methods("DOAPIError", "response http_error_msg"),
  ...methods("WaitTimeoutError", "in_progress attr value wait_interval wait_time"),
  ...methods("DOEncoder", "default"),
];

export const digitaloceanApi = [
  ...methods("actions", "all get"),
  ...methods(
    "domains",
    `all create get delete list_domain_records create_domain_record get_domain_record update_domain_record
    delete_domain_record`,
  ),
  ...methods(
    "droplets",
    `all get create delete kernels snapshots backups actions get_droplet_action reboot power_cycle shutdown power_off
    power_on password_reset resize restore rebuild rename change_kernel enable_ipv6 disable_backups
    enable_private_networking snapshot`,
  ),
  ...methods("images", "all get delete update transfer get_image_action"),
  ...methods("keys", "all create get update delete"),
  ...methods("regions", "all"),
  ...methods("sizes", "all"),
];

export const poseidon = [
  ...methods("poseidon", "connect"),
  ...methods("droplets", "list get by_name create delete"),
  ...methods("images", "list get update delete"),
  ...methods("image", "transfer"),
  ...methods("keys", "list get create update delete"),
  ...methods("domains", "list get create delete records"),
  ...methods("records", "list get create rename update delete"),
  ...methods("actions", "list get"),
  ...methods("regions", "list"),
  ...methods("sizes", "list"),
  ...methods(
    "droplet",
    `reboot power_cycle shutdown power_off power_on password_reset enable_ipv6 disable_backups enable_private_networking
    resize restore rebuild rename change_kernel take_snapshot delete kernels snapshots backups actions wait ip_address
    private_ip connect`,
  ),
];
