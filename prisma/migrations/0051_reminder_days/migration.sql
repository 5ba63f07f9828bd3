-- Administrators set on how many days holders are reminded: a few, each within a year.
ALTER TABLE alliance DROP CONSTRAINT alliance_voucher_reminder_days;
ALTER TABLE alliance ADD CONSTRAINT alliance_voucher_reminder_days CHECK
  (1 <= ALL (voucher_reminder_days) AND 365 >= ALL (voucher_reminder_days) AND coalesce(cardinality(voucher_reminder_days), 0) <= 8);
