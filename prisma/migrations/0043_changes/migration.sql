-- What changes is told as it commits, so that screens need not ask all the time: of which alliance and of which kind,
-- nothing else. By the database, because no writer can forget it: test/changes.test.ts names the tables that keep
-- quiet, and why. Equal messages of one transaction are one.
CREATE FUNCTION tell_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_alliance uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.alliance_id ELSE NEW.alliance_id END;
BEGIN
  PERFORM pg_notify('reciproca_change', v_alliance || ' ' || TG_ARGV[0]);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION tell_change() FROM PUBLIC;

DO $$
DECLARE
  v_topic text;
  v_tables text[];
  v_table text;
BEGIN
  FOR v_topic, v_tables IN VALUES
    ('tasks', ARRAY['task', 'absence']),
    ('cases', ARRAY['assessment', 'dossier_item', 'document_request', 'document', 'need', 'decision', 'letter']),
    ('awards', ARRAY['award', 'provider_order', 'delivered_unit']),
    ('money', ARRAY['ledger.transfer', 'settlement', 'contribution']),
    ('vouchers', ARRAY['voucher_order', 'private_order', 'voucher', 'voucher_hold', 'voucher_decision',
                       'voucher_extension', 'voucher_dispute', 'redemption', 'redemption_refund', 'redemption_correction',
                       'paper_slip', 'booking', 'till_user']),
    ('welfare', ARRAY['welfare_plan', 'wallet', 'wallet_credit', 'wallet_carry_over', 'prefund', 'employer_invoice',
                      'invoice_line', 'fringe_entry', 'fringe_exceedance', 'live_voucher_import']),
    ('settlement', ARRAY['settlement_account', 'bank_balance', 'inps_debt', 'settlement_batch',
                         'settlement_item', 'settlement_line', 'bank_line', 'invoice_party', 'provider_invoice',
                         'provider_invoice_line']),
    ('providers', ARRAY['provider_application', 'onboarding_step', 'provider_suggestion', 'provider_document', 'admission',
                        'regularisation', 'revocation', 'proximity_waiver', 'provider_decision', 'provider_complaint',
                        'complaint_round']),
    ('offer', ARRAY['place', 'offered_service', 'offered_service_place', 'price_change', 'service_proposal']),
    ('charter', ARRAY['charter_version', 'charter_signing', 'agreement_signature', 'representative']),
    ('organisations', ARRAY['organisation', 'suspension']),
    ('people', ARRAY['person', 'household', 'household_member', 'relation', 'employment', 'family_declaration']),
    ('rules', ARRAY['rule_version', 'parameter']),
    ('accounts', ARRAY['account', 'invitation'])
  LOOP
    FOREACH v_table IN ARRAY v_tables LOOP
      EXECUTE format('CREATE TRIGGER tell_change AFTER INSERT OR UPDATE OR DELETE ON %s
                      FOR EACH ROW EXECUTE FUNCTION tell_change(%L)', v_table, v_topic);
    END LOOP;
  END LOOP;
END $$;

-- Whoever listens to what changes stops at once when their session ends, or what they may do is another.
CREATE TRIGGER tell_end AFTER UPDATE OF revoked_at ON token FOR EACH ROW
  WHEN (OLD.revoked_at IS DISTINCT FROM NEW.revoked_at) EXECUTE FUNCTION tell_change('sessions');
CREATE TRIGGER tell_end AFTER UPDATE OF disabled_at, roles ON account FOR EACH ROW
  WHEN (OLD.disabled_at IS DISTINCT FROM NEW.disabled_at OR OLD.roles IS DISTINCT FROM NEW.roles)
  EXECUTE FUNCTION tell_change('sessions');
