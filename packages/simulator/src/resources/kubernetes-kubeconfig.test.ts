import { expect, it } from "vitest";
import { kubeconfig } from "./kubernetes-kubeconfig.js";

const address = { name: "do-nyc3-prod", server: "https://prod.example.com", authority: "TUFERSBVUA==" };

const common = `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: TUFERSBVUA==
    server: https://prod.example.com
  name: do-nyc3-prod
contexts:
- context:
    cluster: do-nyc3-prod
    user: do-nyc3-prod-admin
  name: do-nyc3-prod
current-context: do-nyc3-prod
kind: Config
preferences: {}
users:
- name: do-nyc3-prod-admin
  user:
`;

it("a kubeconfig has a token", () => {
  expect(kubeconfig({ ...address, token: "made-up" })).toBe(`${common}    token: made-up\n`);
});

it("a kubeconfig has a command to sign in by", () => {
  const exec = `    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      args:
      - kubernetes
      - cluster
      - kubeconfig
      - exec-credential
      - --version=v1beta1
      - made-up-id
      command: doctl
`;
  expect(kubeconfig({ ...address, cluster: "made-up-id" })).toBe(common + exec);
});
