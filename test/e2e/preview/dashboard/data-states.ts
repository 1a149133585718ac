import { importWords } from "../../../../src/features/dashboard/archive-words.ts";
import type { DataView } from "../../../../src/protocol/dashboard/data.ts";
import { now } from "../now.ts";
import type { DashboardStates } from "./state.ts";

const day = 86_400_000;

const view: DataView = {
  status: { kind: "disk" },
  calls: 18_412,
  oldestAt: now - 120 * day,
  bytes: 14_200_000,
  keepDays: 90,
  telemetry: { endpoint: "http://localhost:4318", dropped: 0 },
};

const { oldestAt: _, telemetry: __, ...bare } = view;

export const states: DashboardStates = {
  none: { answers: { data: { value: { ...bare, calls: 0, bytes: 45_056, keepDays: 0 } } }, everywhere: true },
  one: { answers: { data: { value: { ...view, calls: 1, oldestAt: now - 60_000, bytes: 49_152 } } } },
  rich: { answers: { data: { value: view } }, everywhere: true },
  problems: {
    answers: {
      data: {
        value: {
          ...view,
          status: { kind: "memory", reason: "the disk is full." },
          telemetry: {
            endpoint: "https://collector.internal.example.com:4318",
            problem: "it did not answer. Start the collector or change the endpoint.",
            dropped: 1_204,
          },
        },
      },
    },
    everywhere: true,
  },
  recovered: {
    answers: {
      data: { value: { ...view, status: { kind: "recovered", file: "usage-2026-03-04.damaged.sqlite" } } },
      prune: { value: "4,210 calls from before 5 Dec 2025 went. Their sums by day stay." },
      importCalls: { value: importWords({ added: 312, restored: 0, skipped: 4, problems: [], moreProblems: 0 }) },
    },
    act: async (page) => {
      await page.getByRole("button", { name: /Drop old calls/ }).click();
      await page.getByRole("button", { name: "Import calls from a file" }).click();
      return [];
    },
  },
  damaged: {
    answers: {
      data: { value: { ...view, damagedCalls: 3 } },
      importCalls: {
        value: importWords({ added: 0, restored: 1_920, skipped: 312, problems: [], moreProblems: 0 }),
      },
    },
    act: async (page) => {
      await page.getByRole("button", { name: "Import calls from a file" }).click();
      return [];
    },
    everywhere: true,
  },
  waiting: { answers: { data: { pending: true } } },
  failed: { answers: { data: { refused: "The usage file cannot be read. The Switchyard log has the details." } } },
};
