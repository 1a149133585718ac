import type { AccountsView } from "../../../../src/protocol/dashboard/accounts.ts";
import { SelectField } from "../../parts/field.tsx";

interface OwnerFieldsProps {
  readonly view: AccountsView;
  readonly provider: string;
  readonly credential: string;
  readonly error: string | undefined;
  readonly change: (owner: { readonly provider: string; readonly credential: string }) => void;
}

/** Whose an order or a plan is: a provider, and one of its keys where it belongs to one. */
export function OwnerFields({ view, provider, credential, error, change }: OwnerFieldsProps) {
  const keys = view.credentials.filter((key) => key.provider === provider);
  const known = view.providers.some(({ id }) => id === provider);
  return (
    <>
      <SelectField
        label="Provider"
        value={provider}
        error={error}
        options={[
          ...(provider === "" ? [{ value: "", label: "Choose one" }] : []),
          // One that is connected no longer stays what it was.
          ...(provider === "" || known ? [] : [{ value: provider, label: provider }]),
          ...view.providers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        change={(chosen) => change({ provider: chosen, credential: "" })}
      />
      <SelectField
        label="Key"
        value={keys.some(({ id }) => id === credential) ? credential : ""}
        options={[
          { value: "", label: "The whole account" },
          ...keys.map(({ id, label }) => ({ value: id, label: label === "" ? "Without a name" : label })),
        ]}
        change={(chosen) => change({ provider, credential: chosen })}
      />
    </>
  );
}
