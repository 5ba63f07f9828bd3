-- A month's payroll is what was known when it ended: docs/decisions/0047-a-months-payroll-is-what-was-known-when-it-ended.md.
-- Whatever counts therefore says since when it is known, and is never written over.

-- Why a voucher was voided: what its provider could not give stays counted, what was a mistake does not.
CREATE TYPE void_reason AS ENUM ('wrongBeneficiary', 'beneficiaryDied', 'notNeeded', 'codeLeaked', 'providerStopped');
ALTER TABLE voucher ADD COLUMN void_reason void_reason;
-- One of an earlier system was delivered before it was known here.
ALTER TABLE voucher ADD COLUMN taken_over_at TIMESTAMPTZ(3);
-- Without its tax code a child raises no limit.
ALTER TABLE person ADD COLUMN tax_code_since TIMESTAMPTZ(3);

ALTER TABLE voucher NO FORCE ROW LEVEL SECURITY;
ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
ALTER TABLE audit NO FORCE ROW LEVEL SECURITY;
-- Who voids by hand gives a reason, which is on record; a provider that stopped voids without one.
UPDATE voucher SET void_reason = coalesce(
    (SELECT reason::void_reason FROM audit
      WHERE audit.alliance_id = voucher.alliance_id AND subject_kind = 'voucher' AND subject_id = voucher.id
        AND action IN ('voucher.voided', 'voucher.voidedShareKept') LIMIT 1),
    'providerStopped')
 WHERE state = 'voided';
-- The id of a row begins with the millisecond in which it was made.
UPDATE voucher
   SET taken_over_at = to_timestamp(('x' || substr(replace(id::text, '-', ''), 1, 12))::bit(48)::bigint / 1000.0)
 WHERE earlier_number IS NOT NULL;
UPDATE person SET tax_code_since = created_at WHERE tax_code_print IS NOT NULL;
ALTER TABLE voucher FORCE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;

ALTER TABLE voucher ADD CONSTRAINT voucher_void_reason CHECK ((state = 'voided') = (void_reason IS NOT NULL));
ALTER TABLE voucher ADD CONSTRAINT voucher_taken_over CHECK ((earlier_number IS NULL) = (taken_over_at IS NULL));

-- Until when a declaration was said to hold is told by another that takes its place.
REVOKE UPDATE (valid_until) ON family_declaration FROM reciproca_app;
