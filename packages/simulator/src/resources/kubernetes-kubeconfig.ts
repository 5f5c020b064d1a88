/** What a kubeconfig tells: how a cluster is reached, and by a token or by signing in with doctl. */
export type Access = {
  /** Of the cluster and the context. */
  readonly name: string;
  readonly server: string;
  readonly authority: string;
} & ({ readonly token: string } | { readonly cluster: string });

/** A kubeconfig file. All values are words without a sign that means something in YAML. */
export function kubeconfig(access: Access): string {
  const { name, server, authority } = access;
  return `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: ${authority}
    server: ${server}
  name: ${name}
contexts:
- context:
    cluster: ${name}
    user: ${name}-admin
  name: ${name}
current-context: ${name}
kind: Config
preferences: {}
users:
- name: ${name}-admin
  user:
${"token" in access ? `    token: ${access.token}` : signIn(access.cluster)}
`;
}

function signIn(cluster: string): string {
  const words = ["kubernetes", "cluster", "kubeconfig", "exec-credential", "--version=v1beta1", cluster];
  return `    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args:
${words.map((word) => `      - ${word}`).join("\n")}
      command: doctl`;
}
