/**
 * One line on the terminal for each slow step: its title while it runs, its time once it is done.
 * A terminal counts the seconds in place; a log file gets the finished line only.
 */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = (): string => `${Math.round((Date.now() - started) / 1000)} s`;
  const live = process.stdout.isTTY;
  const draw = (): void => void process.stdout.write(`\r  ${title} … ${seconds()}`);
  if (live) draw();
  const timer = live ? setInterval(draw, 1000) : undefined;
  try {
    const result = await work();
    process.stdout.write(`${live ? "\r" : ""}  ${title}: ${seconds()} \n`);
    return result;
  } catch (error) {
    process.stdout.write(`${live ? "\r" : ""}  ${title}: failed after ${seconds()}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}
