/** Who calls in the story: those whose tokens `npm start` prints. */
export type Caller = "service-administrator" | "biller" | "coder" | "practice-administrator" | "ehr-app" | "patient";

export type GraphQLAnswer = {
  // The story checks what it reads; each chapter knows the shape it asked for.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly path?: readonly (string | number)[]; readonly extensions?: Record<string, unknown> }[];
};

/** The world as somebody outside reaches it: the public API, and the page on which a patient pays. */
export interface World {
  call(who: Caller, query: string, variables: Record<string, unknown>, idempotencyKey: string | null): Promise<GraphQLAnswer>;
  /** What the patient does in the checkout page: a test card, and "pay". */
  payByCard(checkoutSession: string, card: string): Promise<void>;
}
