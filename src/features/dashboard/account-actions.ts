import type { Accounts } from "../../connections/accounts/accounts.ts";
import type { AccountBook } from "../../ledger/accounts/account-book.ts";
import type { DashboardSurface } from "../../protocol/dashboard/surface.ts";
import type { Handlers } from "../../protocol/rpc.ts";
import type { Provider } from "../../spec/provider.ts";
import { importOrderFile } from "./order-file.ts";

export interface AccountActionDeps {
  readonly accounts: Pick<Accounts, "refresh">;
  readonly book: AccountBook;
  readonly providers: () => readonly Provider[];
  readonly newId: () => string;
  /** Told when orders or plans changed. */
  readonly changed: () => void;
}

type Done = "refreshBalances" | "saveOrder" | "deleteOrder" | "importOrders" | "savePlan" | "deletePlan";

/** What can be done on the page of accounts. */
export function accountHandlers(deps: AccountActionDeps): Pick<Handlers<DashboardSurface>, Done> {
  const { accounts, book, newId, changed } = deps;
  return {
    async refreshBalances({ credential }) {
      await accounts.refresh(credential ?? "all");
      return null;
    },
    saveOrder(draft) {
      const known = book.orders().find(({ id }) => id === draft.id);
      book.saveOrder({ ...draft, id: draft.id ?? newId(), source: known?.source ?? "entered" });
      changed();
      return null;
    },
    deleteOrder({ id }) {
      book.deleteOrder(id);
      changed();
      return null;
    },
    async importOrders() {
      const words = await importOrderFile(book, deps.providers());
      changed();
      return words;
    },
    savePlan(draft) {
      book.savePlan({ ...draft, id: draft.id ?? newId() });
      changed();
      return null;
    },
    deletePlan({ id }) {
      book.deletePlan(id);
      changed();
      return null;
    },
  };
}
