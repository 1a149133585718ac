import type { Provider } from "../../spec/provider.ts";
import type { Task } from "../../spec/task.ts";

/** Which simulated provider a task tries in which order, so that each task shows another model and has somewhere to fail over to. */
const order: Readonly<Record<Task, readonly string[]>> = {
  completion: ["sim-fim", "sim-openai", "sim-gemini"],
  chat: ["sim-anthropic", "sim-openai", "sim-gemini"],
  explain: ["sim-gemini", "sim-anthropic", "sim-openai"],
  embedding: [],
};

/** The chain of a task while the simulator stands in for everything. */
export function simulatedChain(task: Task, providers: readonly Provider[]): readonly string[] {
  const kind = task === "completion" ? "completion" : "chat";
  return order[task].flatMap((id) => {
    const models = providers.find((provider) => provider.id === id)?.models ?? [];
    const model = models.find(({ suits }) => suits?.includes(kind)) ?? models[0];
    return model ? [`${id}/${model.id}`] : [];
  });
}
