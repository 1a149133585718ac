import { matchesGlob } from "../../connections/glob.ts";

/** Files that hold keys or passwords by convention. Nothing of them is ever sent to a model by ghost text. */
const secretGlobs: readonly string[] = [
  ".env*",
  "*.env",
  "*.{pem,key,p12,pfx,jks,keystore,kdbx,ppk,gpg,asc}",
  "id_{rsa,dsa,ecdsa,ed25519}*",
  "{.npmrc,.netrc,_netrc,.pypirc,.pgpass,.htpasswd,.dockercfg,.git-credentials}",
  // Not credentials.ts and the like: that is code which handles credentials.
  "{credentials,secrets}",
  "{credentials,secrets}.{json,yml,yaml,toml,xml,ini,properties,enc,csv}",
  "{service-account,service_account}*.json",
  // Terraform writes passwords into its state in the clear.
  "*.{tfvars,tfstate}*",
  "{.vault-token,.s3cfg,.my.cnf}",
  "**/.{docker,kube}/config*",
];

/** Whether a file is kept from every model because of what such files hold. */
export function isSecretFile(path: string): boolean {
  return secretGlobs.some((glob) => matchesGlob(glob, path));
}
