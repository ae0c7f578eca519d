/** A sentence for people, in both languages of the product. Chinese is what a screen shows first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
