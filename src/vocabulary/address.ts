/** A United States postal address as X12 N3 and N4 carry it. */
export type Address = {
  readonly street: string;
  readonly street2: string | null;
  readonly city: string;
  /** USPS two-letter code. */
  readonly state: string;
  /** Five or nine digits, no hyphen. */
  readonly zip: string;
};

const STATES = new Set(
  "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS GU MP PR VI AA AE AP".split(" "),
);

export function isState(text: string): boolean {
  return STATES.has(text);
}

export type AddressProblem = { field: keyof Address; message: string };

/** Tidied (upper-case state, ZIP without its hyphen), or the first field that is wrong and what would be right. */
export function readAddress(given: { street: string; street2?: string | null; city: string; state: string; zip: string }): Address | AddressProblem {
  const street = given.street.trim();
  const city = given.city.trim();
  const state = given.state.trim().toUpperCase();
  const zip = given.zip.replace(/[\s-]/g, "");
  if (!street || street.length > 55) return { field: "street", message: "street has 1 to 55 characters (N301)." };
  if ((given.street2 ?? "").trim().length > 55) return { field: "street2", message: "street2 has at most 55 characters (N302)." };
  if (!city || city.length > 30) return { field: "city", message: "city has 1 to 30 characters (N401)." };
  if (!STATES.has(state)) return { field: "state", message: "state is a USPS two-letter code such as CO (N402)." };
  if (!/^\d{5}(\d{4})?$/.test(zip)) return { field: "zip", message: "zip has five or nine digits (N403)." };
  return { street, street2: given.street2?.trim() || null, city, state, zip };
}

export function isAddressProblem(result: Address | AddressProblem): result is AddressProblem {
  return "message" in result;
}

/** A PO box is no place where services are given; 2010AA refuses it. */
export function isPostOfficeBox(address: Pick<Address, "street">): boolean {
  return /\b(p\.?\s*o\.?\s*box|post\s+office\s+box|lock\s*box)\b/i.test(address.street);
}
