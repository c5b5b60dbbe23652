import { Input, InputField } from "../../platform/graphql/acts";
import { Shape, Value } from "../../platform/graphql/reads";
import type { AddressGiven } from "../address-input";

@Shape("Address", { description: "A United States postal address (X12 N3 and N4).", permit: "inherit" })
export class AddressType {
  @Value(() => String, "Street and number (N301).") street!: string;
  @Value(() => String, "Second line (N302).", { nullable: true }) street2!: string | null;
  @Value(() => String, "City (N401).") city!: string;
  @Value(() => String, "USPS two-letter code (N402).") state!: string;
  @Value(() => String, "ZIP of five or nine digits, no hyphen (N403).") zip!: string;
}

@Input("AddressInput", "A United States postal address (X12 N3 and N4).")
export class AddressInput implements AddressGiven {
  @InputField(() => String, "Street and number, 1 to 55 characters (N301).") street!: string;
  @InputField(() => String, "Second line, at most 55 characters (N302).", { nullable: true }) street2?: string | null;
  @InputField(() => String, "City, 1 to 30 characters (N401).") city!: string;
  @InputField(() => String, "USPS two-letter code (N402).") state!: string;
  @InputField(() => String, "ZIP of five or nine digits, with or without a hyphen (N403).") zip!: string;
}
