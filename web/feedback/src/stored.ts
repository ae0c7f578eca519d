/** A value in the storage of this browser; in memory only where the browser refuses to keep anything. */
export interface Stored<Content> {
  read(): Content;
  write(content: Content): void;
}

let isKept = true;

/** Whether the browser keeps anything once the page is closed. */
export const isStorageKept = (): boolean => isKept;

export function stored<Content>(
  key: string,
  empty: Content,
  isContent: (value: unknown) => value is Content,
): Stored<Content> {
  let memory = empty;
  return {
    read() {
      if (!isKept) return memory;
      try {
        const value: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
        return isContent(value) ? value : empty;
      } catch {
        return memory;
      }
    },
    write(content) {
      memory = content;
      try {
        // An empty list leaves nothing behind, not even its name.
        if (Array.isArray(content) && content.length === 0) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(content));
      } catch {
        isKept = false;
      }
    },
  };
}
