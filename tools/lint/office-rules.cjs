/**
 * Rules of this house that no linter brings: time, money and the tenant have one door each. Loaded by oxlint
 * (.oxlintrc.json says where each holds). They look at syntax only; oxlint's plugins get no types.
 */
const nameOf = (node) => {
  if (!node) return "";
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression") return node.computed ? nameOf(node.object) : nameOf(node.property);
  if (node.type === "CallExpression") return nameOf(node.callee);
  if (node.type === "TSNonNullExpression" || node.type === "TSAsExpression" || node.type === "ChainExpression") return nameOf(node.expression);
  return "";
};
const isMember = (node, object, property) => node.type === "MemberExpression" && nameOf(node.object) === object && nameOf(node.property) === property;

const rule = (create) => ({ meta: { type: "problem", schema: [] }, create });

/** `new Date()` and `Date.now()` cannot be moved by a test or by the sandbox clock. */
const noAmbientTime = rule((context) => ({
  NewExpression(node) {
    if (node.callee.type === "Identifier" && node.callee.name === "Date" && node.arguments.length === 0)
      context.report({ node, message: "Take work.now (or work.today(zone)): this clock cannot be moved." });
  },
  CallExpression(node) {
    if (isMember(node.callee, "Date", "now") || (node.callee.type === "Identifier" && node.callee.name === "Date"))
      context.report({ node, message: "Take work.now (or work.today(zone)): this clock cannot be moved." });
  },
}));

const isCents = (type) => type?.type === "TSTypeReference" && type.typeName?.name === "Cents";
/** A cast would let a float or a quantity in; `cents(…)` checks. */
const noMadeCents = rule((context) => ({
  TSAsExpression(node) {
    if (isCents(node.typeAnnotation)) context.report({ node, message: "Make money with cents(…), parseUsd, applyRate or allocate, which check it." });
  },
  TSTypeAssertion(node) {
    if (isCents(node.typeAnnotation)) context.report({ node, message: "Make money with cents(…), parseUsd, applyRate or allocate, which check it." });
  },
}));

const MONEY = /(cents|amount|dollars|usd)s?$/i;
const isMoney = (node) => MONEY.test(nameOf(node)) || (node.type === "CallExpression" && nameOf(node.callee) === "Number" && node.arguments.some((each) => MONEY.test(nameOf(each))));
/** A quotient loses cents; `allocate` keeps them all and `applyRate` rounds once, in a way that is written down. */
const noMoneyDivision = rule((context) => {
  const check = (node) => {
    if (["/", "/=", "%", "%="].includes(node.operator) && (isMoney(node.left) || isMoney(node.right))) {
      context.report({ node, message: "Split money with allocate, take a fraction with applyRate, print it with formatUsd." });
    }
  };
  return {
    BinaryExpression: check,
    AssignmentExpression: check,
    CallExpression(node) {
      const called = nameOf(node.callee);
      if (called === "parseFloat" && node.arguments.some(isMoney)) context.report({ node, message: "Read money with parseUsd: a float cannot hold cents." });
      if (called === "toFixed" && node.callee.type === "MemberExpression" && isMoney(node.callee.object)) context.report({ node, message: "Print money with formatUsd: a float cannot hold cents." });
    },
  };
});

/** Settings are read once, in platform/config, and handed on. */
const noAmbientSettings = rule((context) => ({
  MemberExpression(node) {
    if (isMember(node, "process", "env")) context.report({ node, message: "Settings come from platform/config, by parameter: nothing is ambient." });
  },
}));

const UNSCOPED = new Set(["getKysely", "getConnection", "getKnex", "createQueryBuilder", "qb"]);
/** These ways to the database go round the tenant filter, and outside a transaction they carry no tenant at all. */
const noUnscopedQueries = rule((context) => ({
  CallExpression(node) {
    if (node.callee.type === "MemberExpression" && UNSCOPED.has(nameOf(node.callee)) && /^(em|entityManager)$/.test(nameOf(node.callee.object))) {
      context.report({ node, message: "Use work.em's find and persist, or work.sql: this way carries no tenant." });
    }
  },
}));

/** A CONSTANT, part of one, or something made from one: `COLUMNS.map(…).join(", ")`. */
const isConstant = (node) =>
  (node.type === "Identifier" && /^[A-Z][A-Z0-9_]*$/.test(node.name)) ||
  (node.type === "MemberExpression" && isConstant(node.object)) ||
  (node.type === "CallExpression" && node.callee.type === "MemberExpression" && isConstant(node.callee.object));
/** MikroORM and the read pool send what they are given: a value belongs in the parameters, never in the text. */
const noValuesInSql = rule((context) => ({
  CallExpression(node) {
    if (node.callee.type !== "MemberExpression" || nameOf(node.callee) !== "sql" || nameOf(node.callee.object) !== "work") return;
    const [text] = node.arguments;
    const written = text?.type === "TemplateLiteral" ? text.expressions : text?.type === "BinaryExpression" ? [text.left, text.right].filter((side) => side.type !== "Literal") : [];
    // At the call, so that a comment above it can say why an exception is safe: inside the text there is no place for one.
    if (!written.every(isConstant)) context.report({ node: node.callee, message: "Bind it as $1: only CONSTANTS may stand in SQL text." });
  },
}));

module.exports = {
  meta: { name: "carebill" },
  rules: {
    "no-ambient-time": noAmbientTime,
    "no-made-cents": noMadeCents,
    "no-money-division": noMoneyDivision,
    "no-ambient-settings": noAmbientSettings,
    "no-unscoped-queries": noUnscopedQueries,
    "no-values-in-sql": noValuesInSql,
  },
};
