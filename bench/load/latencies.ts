import { quantile } from "../results/statistics.ts";

export type Kind = "read" | "write";
export type Weather = "quiet" | "faults";

/** How long tries took, with and without faults; a try that was answered by a failure counts apart. */
export class Latencies {
  weather: Weather = "quiet";
  private readonly answered = new Map<string, number[]>();
  private readonly failed = new Map<string, number>();

  /** Gives what is to be called at the end of the try. */
  begin(kind: Kind): (isAnswered: boolean) => void {
    const startedAt = performance.now();
    const name = `${kind} ${this.weather}`;
    return (isAnswered) => {
      if (!isAnswered) {
        this.failed.set(name, (this.failed.get(name) ?? 0) + 1);
        return;
      }
      const times = this.answered.get(name) ?? [];
      times.push(performance.now() - startedAt);
      this.answered.set(name, times);
    };
  }

  /** A line for each kind and weather; ratios are to the median of the same kind without faults. */
  table(): string[] {
    const heading = ["", "tries", "failed", "p50 ms", "p95 ms", "p99 ms", "p50", "p95", "p99 × quiet p50"];
    const rows = (["read", "write"] as const).flatMap((kind) =>
      (["quiet", "faults"] as const).map((weather) => this.row(kind, weather)),
    );
    return [heading, ...rows].map((cells) => cells.map((cell, index) => cell.padStart(index === 0 ? 13 : 9)).join(""));
  }

  private row(kind: Kind, weather: Weather): string[] {
    const name = `${kind} ${weather}`;
    const times = this.answered.get(name) ?? [];
    const quiet = quantile(this.answered.get(`${kind} quiet`) ?? [], 0.5);
    const shares = [0.5, 0.95, 0.99].map((share) => quantile(times, share));
    const failed = this.failed.get(name) ?? 0;
    return [
      name,
      String(times.length + failed),
      String(failed),
      ...shares.map((time) => time.toFixed(0)),
      ...shares.map((time) => (time / quiet).toFixed(1)),
    ];
  }
}
