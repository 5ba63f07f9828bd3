-- There is money when an account has any, or when a transfer was sealed. A chain alone is no money: a new alliance has
-- its accounts sealed while they are still empty.
CREATE OR REPLACE FUNCTION ledger.examined() RETURNS TABLE (
  accounts bigint, transfers bigint, postings bigint, seals bigint, sealed_rows bigint, has_money boolean
) LANGUAGE sql STABLE AS $$
  SELECT (SELECT count(*) FROM ledger.account), (SELECT count(*) FROM ledger.transfer),
         (SELECT count(*) FROM ledger.posting), (SELECT count(*) FROM ledger.seal WHERE chain = 'ledger'),
         (SELECT count(*) FROM ledger.seal_item WHERE chain = 'ledger'),
         EXISTS (SELECT FROM ledger.account
                  WHERE debit_posted_cents + credit_posted_cents + debit_pending_cents + credit_pending_cents > 0)
         OR EXISTS (SELECT FROM ledger.seal_item WHERE chain = 'ledger' AND item_kind = 'transfer')
$$;
