-- An association may have no partita IVA: what it is known by is its tax code then, of eleven digits and built alike. It
-- stands where the other would, and is nowhere called one.
ALTER TABLE organisation ADD COLUMN has_vat_number BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE provider_application ADD COLUMN has_vat_number BOOLEAN NOT NULL DEFAULT true;
