import { fromTypeId, toTypeId } from "../../../src/platform/database/ids";
import { CHECKOUT, newKey, openTill, type Till } from "../../payments/till";
import { file } from "../../remittance/support/file";
import type { Answer, Who } from "../../support/office";

/** What nobody but those who may see care may read: each patient's visit carries words and codes of its own. */
export const CLINICAL = {
  description: "ZQXDESCRIPTION",
  priorAuthorization: "ZQXPRIORAUTH",
  ndc: "00409379501",
  procedures: ["20610", "J1885", "80053"],
  diagnoses: ["S134XXA", "S13.4XXA", "M1711", "M17.11"],
  question: "ZQXQUESTION",
} as const;

export type Person = { readonly patientId: string; readonly guarantorId: string; readonly practice: "riverside" | "lakeside" };

export type SweepWorld = {
  readonly till: Till;
  readonly people: Readonly<Record<"ada" | "bo" | "zephyrine", Person>>;
  run(who: Who, document: string, variables?: Record<string, unknown>): Promise<Answer>;
  close(): Promise<void>;
};

const AT = {
  riverside: { location: "mainStreet", provider: "elenaVoss" },
  lakeside: { location: "lakeOffice", provider: "linaOrtiz" },
} as const;

/** Every kind of object at both practices, and of two patients at one of them, made through the API. */
export async function openSweepWorld(): Promise<SweepWorld> {
  const till = await openTill();
  try {
    return await arrange(till);
  } catch (error) {
    await till.close();
    throw error;
  }
}

async function arrange(till: Till): Promise<SweepWorld> {
  const { office } = till;
  const run: SweepWorld["run"] = (who, document, variables = {}) => office.as(who).run(document, variables, newKey());

  const act = async (name: string, input: Record<string, unknown>, selection: string, who: Who = "dana") => {
    const inputType = (office.office.built.schema.getMutationType()!.getFields()[name]!.args[0]!.type as unknown as string).toString();
    const { data, errors } = await run(who, `mutation ($input: ${inputType}) { ${name}(input: $input) { ${selection} userErrors { code message path } } }`, { input });
    if (errors || data[name].userErrors.length) throw new Error(`${name}: ${JSON.stringify(errors ?? data[name].userErrors)}`);
    return data[name];
  };

  const zephyrine = (
    await act(
      "patientCreate",
      {
        practiceId: office.id("lakeside"),
        medicalRecordNumber: "L-ZQX-77",
        firstName: "Zephyrine",
        lastName: "Quillfeather",
        birthDate: "1969-07-20",
        sex: "FEMALE",
        address: { street: "5 Wacker Drive", city: "Chicago", state: "IL", zip: "60601" },
        phone: "312-555-0177",
        email: "zephyrine@example.com",
        emailConsent: true,
        externalRefs: [{ system: "northwind-ehr", value: "nw-zqx" }],
      },
      "patient { id guarantor { id } }",
    )
  ).patient;
  const guarantorOf = async (name: string) => {
    const [row] = await office.owner("select guarantor_id from patient where id = $1", [office.cast[name]]);
    return toTypeId("gua", row!.guarantor_id as string);
  };
  const people: SweepWorld["people"] = {
    ada: { patientId: office.id("ada"), guarantorId: await guarantorOf("ada"), practice: "riverside" },
    bo: { patientId: office.id("bo"), guarantorId: await guarantorOf("bo"), practice: "riverside" },
    zephyrine: { patientId: zephyrine.id, guarantorId: zephyrine.guarantor.id, practice: "lakeside" },
  };
  for (const [name, { patientId }] of Object.entries(people)) {
    if (name === "ada") continue;
    await act(
      "coverageAdd",
      {
        patientId,
        payerId: office.id("bluePeak"),
        rank: "PRIMARY",
        memberId: `BPH-${name.toUpperCase()}-9`,
        groupNumber: `GRP-${name.toUpperCase()}`,
        subscriberRelationship: "SELF",
        effectiveFrom: "2026-01-01",
      },
      "coverage { id }",
    );
  }

  for (const [name, person] of Object.entries(people)) {
    const { patientId, guarantorId, practice } = person;
    const visit = async (more: Record<string, unknown> = {}) => {
      const { encounter } = await act(
        "encounterCreate",
        {
          patientId,
          locationId: office.id(AT[practice].location),
          renderingProviderId: office.id(AT[practice].provider),
          servedFrom: "2026-11-02",
          priorAuthorizationNumber: CLINICAL.priorAuthorization,
          accident: { kind: "AUTO", on: "2026-10-30", state: "CO" },
          diagnoses: ["S134XXA", "M1711"],
          charges: [
            { procedureCode: "20610", modifiers: ["RT"], diagnosisPointers: [1], description: CLINICAL.description },
            { procedureCode: "J1885", quantity: "2", diagnosisPointers: [2], ndc: { code: CLINICAL.ndc, quantity: "1", unit: "ML" } },
          ],
          ...more,
        },
        "encounter { id }",
      );
      await act("encounterSubmitForCoding", { encounterId: encounter.id }, "encounter { id }");
      return encounter.id as string;
    };
    const coded = async (more: Record<string, unknown> = {}) => {
      const encounterId = await visit(more);
      await act("encounterCompleteCoding", { encounterId }, "encounter { id }");
      return encounterId;
    };
    await visit();
    const questioned = await visit();
    await act("encounterAskProvider", { encounterId: questioned, question: `${CLINICAL.question} of the neck?` }, "encounter { id }");
    await coded();
    await act("encounterBillPatient", { encounterId: await coded({ charges: [{ procedureCode: "80053", diagnosisPointers: [1] }] }) }, "encounter { id }");
    const claims: string[] = [];
    for (let n = 0; n < 2; n++) {
      const { claims: made } = await act("claimCreate", { encounterIds: [await coded({ servedFrom: `2026-11-0${n + 3}` })] }, "claims { id }");
      await act("claimScrub", { claimId: made[0].id }, "claim { id }");
      await act("claimSubmit", { claimId: made[0].id }, "submission { id }");
      claims.push(made[0].id);
    }
    await act("claimCreate", { encounterIds: [await coded({ servedFrom: "2026-11-05" })] }, "claims { id }");
    await office.drain();
    // The first is paid in part, the second denied: allocation, patient's share, denial, adjustments, task.
    const rows = await office.owner(
      `select s.patient_control_number as number, s.charge_cents::int as charge, s.submitted_at from claim_submission s join claim c on c.id = s.claim_id where c.patient_id = $1 order by s.submitted_at, s.id`,
      [uuidOf(patientId)],
    );
    const [npiRow] = await office.owner("select npi from practice where id = $1", [office.cast[practice]]);
    const lines = await office.owner(
      `select l.line_item_control_number as control, l.procedure_code as code, l.modifiers, l.charge_cents::int as charge, l.served_on::text as on, s.patient_control_number as number
       from claim_line l join claim_submission s on s.claim_id = l.claim_id where s.patient_control_number = any ($1) order by l.line_number`,
      [rows.map((row) => row.number)],
    );
    const claimSaid = (number: string, denied: boolean) => {
      const own = lines.filter((line) => line.number === number);
      const said = own.map((line) => {
        const charge = line.charge as number;
        const paid = denied ? 0 : charge - 500;
        return {
          code: line.code as string,
          modifiers: line.modifiers as string[],
          charge,
          paid,
          control: line.control as string,
          on: line.on as string,
          cas: denied
            ? ([["CO", "50", charge]] as const)
            : ([
                ["CO", "45", 200],
                ["PR", "3", 300],
              ] as const),
        };
      });
      return { number, status: denied ? "4" : "1", charge: said.reduce((t, l) => t + l.charge, 0), paid: said.reduce((t, l) => t + l.paid, 0), lines: said };
    };
    const text = file({
      trace: `TRN${name.toUpperCase()}`,
      payerName: "BLUE PEAK HEALTH",
      payerId: "BPH01",
      payeeNpi: npiRow!.npi as string,
      plb: [["WO", `PLB${name.toUpperCase()}`, 100]],
      claims: [
        claimSaid(rows[0]!.number as string, false),
        claimSaid(rows[1]!.number as string, true),
        { number: `UNKNOWN${name.toUpperCase()}`, charge: 1_000, paid: 1_000, patient: { last: name.toUpperCase(), first: "Q" } },
      ],
    });
    await act("remittanceReceive", { text }, "remittances { id }", "petra");
    await office.drain();
    const { statement } = await act("patientStatementIssue", { patientId }, "statement { id }");
    await act("payLinkCreate", { statementId: statement.id }, "url");
    const checkout = await run("dana", CHECKOUT, { input: { patientId, amountCents: 400 } });
    if (checkout.errors || checkout.data.paymentSessionCreate.userErrors.length) throw new Error(`checkout: ${JSON.stringify(checkout)}`);
    await till.pay(checkout.data.paymentSessionCreate);
    const { payment } = await act("paymentRecord", { guarantorId, amountCents: 40_000, method: "CHEQUE", reference: `CHQ-${name.toUpperCase()}` }, "payment { id }");
    await act("refundCreate", { paymentId: payment.id, amountCents: 100, reason: `asked by ${name}` }, "refund { id }");
    await act("accountHold", { guarantorId, reason: "OTHER", note: `held for ${name}` }, "accountHold { id }");
    await act("taskOpen", { practiceId: office.id(practice), subjectId: claims[0], title: `call ${name}` }, "task { id }");
  }
  await office.drain();
  return { till, people, run, close: () => till.close() };
}

const uuidOf = (id: string): string => fromTypeId(id.slice(0, id.indexOf("_")), id)!;
