import bookingCharge from './booking-charge/1.json' with { type: 'json' };
import charterCompliance from './charter-compliance/1.json' with { type: 'json' };
import fragilityScore from './fragility-score/1.json' with { type: 'json' };
import fundAccess from './fund-access/1.json' with { type: 'json' };
import fundContribution from './fund-contribution/1.json' with { type: 'json' };
import providerProximity from './provider-proximity/1.json' with { type: 'json' };
import voucherDispute from './voucher-dispute/1.json' with { type: 'json' };
import voucherUse from './voucher-use/1.json' with { type: 'json' };
import {
  versionSchema,
  type FactDefinition,
  type ParameterDefinition,
  type RuleSetVersion,
} from './schema.ts';

/** What the service itself brings to a rule set: the facts it can find out, and the numbers it reads for that. */
export interface Supply {
  readonly contractKind: RuleSetVersion['outcomeContract']['kind'];
  readonly facts: ReadonlyMap<string, FactDefinition>;
  /** Read by the code that derives the facts, so every version must declare them. */
  readonly parameters: ReadonlyMap<string, ParameterDefinition>;
}

/** By rule set name. A changed version may use less of it, and never more: nobody would answer. */
export const supplies: ReadonlyMap<string, Supply> = new Map(
  [
    fragilityScore,
    fundAccess,
    charterCompliance,
    providerProximity,
    fundContribution,
    voucherUse,
    bookingCharge,
    voucherDispute,
  ].map((content) => {
    const { ruleSet, outcomeContract, catalogue, parameters } = versionSchema.parse(content);
    const derivedWith = new Set(catalogue.facts.flatMap((fact) => fact.derivedWith ?? []));
    return [
      ruleSet,
      {
        contractKind: outcomeContract.kind,
        facts: new Map(catalogue.facts.map((fact) => [fact.name, fact])),
        parameters: new Map(
          parameters
            .filter(({ name }) => derivedWith.has(name))
            .map((parameter) => [parameter.name, parameter]),
        ),
      },
    ];
  }),
);
