import { useState } from "preact/hooks";
import type { Plan } from "../../../../src/spec/account.ts";
import { SelectField, TextField } from "../../parts/field.tsx";
import { useAction } from "../../parts/use-action.ts";
import { FormFrame } from "./form-frame.tsx";
import { planPeriods, quotaUnits } from "./kinds.ts";
import type { OrdersProps } from "./orders.tsx";
import { OwnerFields } from "./owner-fields.tsx";
import { planFields, readPlan, type PlanFields } from "./plan-draft.ts";
import type { FieldErrors } from "./read-field.ts";

interface PlanFormProps extends Pick<OrdersProps, "view" | "call"> {
  readonly now: number;
  /** Missing for a new one. */
  readonly plan: Plan | undefined;
  readonly close: () => void;
}

const periodOptions = Object.entries(planPeriods).map(([value, label]) => ({ value: value as Plan["period"], label }));
const unitOptions = Object.entries(quotaUnits).map(([value, label]) => ({
  value: value as PlanFields["quotaUnit"],
  label,
}));

/** A new plan, or one that is changed. */
export function PlanForm({ view, call, now, plan, close }: PlanFormProps) {
  const [fields, setFields] = useState(() => planFields(plan, now, view.providers[0]?.id ?? ""));
  const [errors, setErrors] = useState<FieldErrors<PlanFields>>({});
  const [refusals, setRefusals] = useState(0);
  const saving = useAction();
  const set = (more: Partial<PlanFields>) => {
    setFields({ ...fields, ...more });
    setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => !(name in more))));
  };
  const text = (name: PlainField, label: string, placeholder?: string, inputMode?: "decimal" | "numeric") => (
    <TextField
      label={label}
      placeholder={placeholder}
      inputMode={inputMode}
      value={fields[name]}
      error={errors[name]}
      change={(value) => set({ [name]: value })}
    />
  );
  const day = (name: "started" | "ends", label: string) => (
    <TextField
      label={label}
      type="date"
      value={fields[name]}
      error={errors[name]}
      change={(value) => set({ [name]: value })}
    />
  );
  const save = async () => {
    const result = readPlan(fields, plan);
    setErrors(result.kind === "invalid" ? result.errors : {});
    if (result.kind === "invalid") return setRefusals(refusals + 1);
    if (await saving.run(() => call("savePlan", result.draft))) close();
  };
  return (
    <FormFrame
      title={plan ? "Change a plan" : "Add a plan"}
      action={saving}
      refusals={refusals}
      save={() => void save()}
      close={close}
    >
      {text("name", "Name", "Pro or Free tier")}
      <OwnerFields view={view} {...fields} error={errors.provider} change={set} />
      {text("price", "Price", "Leave empty if free", "decimal")}
      {text("currency", "Currency")}
      <SelectField label="Every" value={fields.period} options={periodOptions} change={(period) => set({ period })} />
      {day("started", "Began")}
      {day("ends", "Ends (if it does)")}
      {text("quota", "Quota of a period", "Leave empty if none", "decimal")}
      <SelectField
        label="Quota counted in"
        value={fields.quotaUnit}
        options={unitOptions}
        change={(quotaUnit) => set({ quotaUnit })}
      />
      {text("requestsPerMinute", "Requests a minute", undefined, "numeric")}
      {text("tokensPerMinute", "Tokens a minute", undefined, "numeric")}
      {text("note", "Note")}
    </FormFrame>
  );
}

type PlainField = "name" | "price" | "currency" | "quota" | "requestsPerMinute" | "tokensPerMinute" | "note";
