/** Which ids have been met lately. Two generations are kept, so that forgetting the old ones costs nothing. */
const GENERATION = 5000;

export class SeenBefore {
  #newer = new Set<string>();
  #older = new Set<string>();

  /** Whether an id is new among the last few thousand. */
  isNew(id: string): boolean {
    if (this.has(id)) return false;
    this.add(id);
    return true;
  }

  has(id: string): boolean {
    return this.#newer.has(id) || this.#older.has(id);
  }

  add(id: string): void {
    if (this.#newer.size >= GENERATION) [this.#older, this.#newer] = [this.#newer, new Set()];
    this.#newer.add(id);
  }
}
