-- A household counts its changes (0007, household.revision); the instant of the last one was read by nobody any more.
ALTER TABLE household_member DROP COLUMN changed_at;
